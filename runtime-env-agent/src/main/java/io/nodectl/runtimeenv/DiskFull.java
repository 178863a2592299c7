package io.nodectl.runtimeenv;

import java.util.List;

/// How it is told that a disk is full.
final class DiskFull {
  /// ENOSPC and EDQUOT, in the words of strerror(3).
  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded");

  private DiskFull() {}

  static boolean isToldBy(String text) {
    return WORDS.stream().anyMatch(text::contains);
  }
}
