package io.nodectl.gcs.placement;

import java.time.Duration;

/// When a plan is tried again: after 100 ms, then half as long again each time, at most after 1 s.
/// The figures are Ray 2.60's.
final class Retries {

  private static final double FIRST_MS = 100;
  private static final double GROWTH = 1.5;
  private static final double LONGEST_MS = 1000;

  private Retries() {}

  /// @param failures in a row so far, at least 1
  static Duration pause(int failures) {
    return Duration.ofMillis(
        (long) Math.min(LONGEST_MS, FIRST_MS * Math.pow(GROWTH, failures - 1)));
  }
}
