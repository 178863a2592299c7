package io.nodectl.process;

import java.time.Duration;

/// How much output of children stays on disk.
///
/// @param fileBytes size at which a file of a log is full
/// @param files how many files a log has at most, with the one that is written; at least 1
/// @param age after which a file is put aside even if it is not full
/// @param folderBytes how much the logs of one folder may take together; the oldest files that
///     nobody writes any more go first
record LogRule(long fileBytes, int files, Duration age, long folderBytes) {
  /// 64 MiB for each child, 256 MiB for a session. A quiet child keeps two months: one that is
  /// asked about a failure is asked about its start as well.
  static final LogRule USUAL = new LogRule(8 << 20, 8, Duration.ofDays(7), 256 << 20);
}
