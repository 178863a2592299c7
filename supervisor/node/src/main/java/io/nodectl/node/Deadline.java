package io.nodectl.node;

import java.time.Duration;

/// One point in time to be done by. A wish has one, and passes it down; nothing below it has a
/// time-out of its own.
final class Deadline {
  private final Ticker ticker;
  private final long latest;
  private long at;

  /// A deadline that can be moved.
  ///
  /// @param within from now
  /// @param atMost how far later extensions may move it, from now
  Deadline(Ticker ticker, Duration within, Duration atMost) {
    this.ticker = ticker;
    this.at = ticker.nanos() + within.toNanos();
    this.latest = ticker.nanos() + atMost.toNanos();
  }

  static Deadline within(Ticker ticker, Duration within) {
    return new Deadline(ticker, within, within);
  }

  /// Moves it, never nearer and never beyond its limit.
  void extendBy(Duration fromNow) {
    long wanted = Math.min(ticker.nanos() + fromNow.toNanos(), latest);
    at = Math.max(at, wanted);
  }

  /// What is left; zero when it is over.
  Duration left() {
    return Duration.ofNanos(Math.max(0, at - ticker.nanos()));
  }

  /// The earlier of the two.
  Deadline orSooner(Deadline other) {
    return at <= other.at ? this : other;
  }
}
