package io.nodectl.node;

/// Where durations come from.
@FunctionalInterface
interface Ticker {
  Ticker SYSTEM = System::nanoTime;

  /// Nanoseconds since some fixed point; only differences mean something.
  long nanos();
}
