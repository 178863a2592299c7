package io.nodectl.node;

import java.time.Instant;

/// A point in time, as the machine counts it and as people read it.
///
/// @param nanos by a {@link Ticker}: only differences mean something, and nobody can set it back
/// @param time the clock on the wall, which somebody may set
record Moment(long nanos, Instant time) {
  static Moment now(Ticker ticker) {
    return new Moment(ticker.nanos(), ticker.time());
  }
}
