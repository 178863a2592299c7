package io.nodectl.process;

import io.nodectl.handshake.Ports;

/// Finds the ports of a child that does not report them, or finds out that it cannot.
interface PortFinder extends EventLoop.Timed, AutoCloseable {
  /// Takes what was found, once.
  interface Finding {
    void ports(Ports ports);

    /// Takes why no port will be found.
    void refused(Verdict verdict);
  }

  /// Begins to look, once the child runs.
  void begin(long pid, Finding finding);

  /// Stops looking; may be called at any time and more than once.
  @Override
  void close();
}
