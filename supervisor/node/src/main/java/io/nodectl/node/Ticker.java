package io.nodectl.node;

import java.time.Instant;

/// Where durations and stamps come from.
@FunctionalInterface
interface Ticker {
  Ticker SYSTEM = System::nanoTime;

  /// Nanoseconds since some fixed point; only differences mean something.
  long nanos();

  /// The clock on the wall, for stamps only.
  default Instant time() {
    return Instant.now();
  }
}
