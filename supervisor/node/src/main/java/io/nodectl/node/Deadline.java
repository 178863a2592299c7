package io.nodectl.node;

import java.time.Duration;

/// One point in time to be done by. A wish has one, and passes it down; nothing below it has a
/// time-out of its own.
final class Deadline {
  private final Ticker ticker;
  private long latest;
  private long at;
  private boolean held;
  private long heldSince;

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

  /// Time does not count from now on; what is left stays.
  void hold() {
    if (!held) {
      held = true;
      heldSince = ticker.nanos();
    }
  }

  /// Time counts again.
  void release() {
    if (held) {
      held = false;
      long pause = ticker.nanos() - heldSince;
      at += pause;
      latest += pause;
    }
  }

  boolean isHeld() {
    return held;
  }

  private long now() {
    return held ? heldSince : ticker.nanos();
  }

  /// Moves it, never nearer and never beyond its limit.
  void extendBy(Duration fromNow) {
    long wanted = Math.min(now() + fromNow.toNanos(), latest);
    at = Math.max(at, wanted);
  }

  /// What is left; zero when it is over.
  Duration left() {
    return Duration.ofNanos(Math.max(0, at - now()));
  }

  /// The earlier of the two.
  Deadline orSooner(Deadline other) {
    return at <= other.at ? this : other;
  }
}
