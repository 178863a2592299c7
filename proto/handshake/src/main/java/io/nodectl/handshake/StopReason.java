package io.nodectl.handshake;

import java.time.Duration;

/// Why a program should end.
///
/// @param cause who wants it
/// @param grace how long an orderly end may take before somebody forces it; 0 or more
public record StopReason(Cause cause, Duration grace) {
  /// Who wants it.
  public enum Cause {
    /// The parent said STOP.
    STOP,
    /// The parent said STOP, and starts this program again at once.
    RESTART,
    /// The parent is gone: nobody needs this program any more.
    PARENT_GONE,
    /// SIGTERM or SIGINT.
    SIGNAL
  }

  /// Short, since nothing of a node may be left two seconds after its supervisor was killed.
  static final StopReason PARENT_GONE = new StopReason(Cause.PARENT_GONE, Duration.ofSeconds(1));

  /// What service managers and people with Ctrl-C bear.
  static final StopReason SIGNAL = new StopReason(Cause.SIGNAL, Duration.ofSeconds(5));

  public StopReason {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("a grace of " + grace + " is negative");
    }
  }
}
