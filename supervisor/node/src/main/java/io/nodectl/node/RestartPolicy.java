package io.nodectl.node;

import java.time.Duration;
import java.util.Set;

/// How a component comes back when it has died.
///
/// @param budget when it has been started again too often
/// @param stableAfter who was not started again for so long comes back at once
/// @param firstPause before the next restart of one that is not stable; doubled each time
/// @param longestPause what that grows to at most
/// @param noRetryExitCodes exit codes, 0 to 255, after which no restart can help
public record RestartPolicy(
    RestartBudget budget,
    Duration stableAfter,
    Duration firstPause,
    Duration longestPause,
    Set<Integer> noRetryExitCodes) {
  /// Ten times in ten minutes; after 60 s at once, else after 0.5 s, doubled up to 60 s. Wrong
  /// usage (2) does not get better by being repeated.
  static final RestartPolicy USUAL =
      new RestartPolicy(
          new RestartBudget(10, Duration.ofMinutes(10)),
          Duration.ofSeconds(60),
          Duration.ofMillis(500),
          Duration.ofSeconds(60),
          Set.of(2));

  public RestartPolicy {
    noRetryExitCodes = Set.copyOf(noRetryExitCodes);
    if (firstPause.isNegative() || longestPause.isNegative() || stableAfter.isNegative()) {
      throw new InvalidInput("the times of a restart cannot be below 0");
    }
  }

  /// How long to wait before a restart, without jitter.
  ///
  /// @param quickRestarts how many there were in a row, each less than {@link #stableAfter} after
  ///     the one before
  Duration pause(int quickRestarts) {
    Duration pause = quickRestarts == 0 ? Duration.ZERO : firstPause;
    for (int i = 1; i < quickRestarts && pause.compareTo(longestPause) < 0; i++) {
      pause = pause.plus(pause);
    }
    return pause.compareTo(longestPause) < 0 ? pause : longestPause;
  }
}
