package io.nodectl.raylet.workers;

import io.nodectl.raylet.workers.LifeState.Ready;
import io.nodectl.raylet.workers.LifeState.Unhealthy;
import java.time.Duration;

/// How soon a worker is launched again: after 1 s at first, twice as long each time, at most 30 s.
final class RestartPace {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SERVED = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 5;

  private RestartPace() {}

  /// Whether it had served long enough for its next end to count as the first one.
  static boolean hasServed(LifeState state, long nowMs) {
    return switch (state) {
      case Ready(long sinceMs, int _) -> nowMs - sinceMs >= SERVED.toMillis();
      case Unhealthy(long sinceMs, String _) -> nowMs - sinceMs >= SERVED.toMillis();
      default -> false;
    };
  }

  /// @param quickEnds how many incarnations in a row had ended soon before this one
  static Duration pause(int quickEnds) {
    Duration grown = FIRST.multipliedBy(1L << Math.min(quickEnds, DOUBLINGS));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }
}
