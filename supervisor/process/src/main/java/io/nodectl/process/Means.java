package io.nodectl.process;

import io.nodectl.spawn.Spawner;

/// What all children of one {@link Children} share.
///
/// @param buffer room for one read; only for use on the loop's thread
@SuppressWarnings("ArrayRecordComponent") // never compared
record Means(
    EventLoop loop,
    Spawner spawner,
    LogWriter logs,
    Orphans orphans,
    PortOwners owners,
    byte[] buffer) {
  /// As much as a pipe holds (pipe(7)).
  static final int BUFFER = 1 << 16;
}
