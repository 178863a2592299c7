package io.nodectl.spawn;

/// What a [Poller] waits for on a descriptor.
public enum Interest {
  /// There are bytes, or the end of the file; a pidfd: the process has ended.
  READ((short) 1),
  /// There is room, or nobody reads any more.
  WRITE((short) 4);

  private final short events;

  Interest(short events) {
    this.events = events;
  }

  /// POLLIN or POLLOUT of poll(2).
  short events() {
    return events;
  }
}
