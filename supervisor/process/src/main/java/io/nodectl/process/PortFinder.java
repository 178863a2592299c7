package io.nodectl.process;

import io.nodectl.handshake.Ports;

/// Finds the ports of a child that does not report them, or finds out that it cannot.
interface PortFinder extends EventLoop.Timed, AutoCloseable {
  /// Takes what was found, once.
  interface Finding {
    void ports(Ports ports);

    /// It need not have any.
    void needsNone();

    /// Takes why no port will be found.
    void refused(Verdict verdict);
  }

  /// Is given what goes to and from the child, before any of it is read.
  default void observe(Streams streams) {}

  /// Begins to look, once the child runs.
  void begin(long pid, Finding finding);

  /// The child has ended without success, and whatever kept it from its ports may be there still.
  default void diedEarly() {}

  /// It looks at no time of its own, unless it says otherwise.
  @Override
  default long dueAt() {
    return EventLoop.NEVER;
  }

  @Override
  default void onTime(long now) {}

  /// Stops looking; may be called at any time and more than once.
  @Override
  default void close() {}
}
