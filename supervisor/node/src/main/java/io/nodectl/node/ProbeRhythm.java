package io.nodectl.node;

import java.time.Duration;

/// How often a component is asked whether it lives, and when silence means that it does not.
///
/// @param period from question to question, at least 1 s: more often would cost an idle node more
///     than it gains
/// @param timeout how long an answer may take, shorter than the period
/// @param misses so many questions in a row without an answer are a death, at least 1
public record ProbeRhythm(Duration period, Duration timeout, int misses) {
  // First: the constant below is checked by it.
  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

  /// Found dead after 15 s at most. A pause of a JVM that collects garbage, or of a machine that
  /// swaps, is shorter.
  static final ProbeRhythm USUAL = new ProbeRhythm(Duration.ofSeconds(5), Duration.ofSeconds(2), 3);

  /// @throws InvalidInput if a number is out of its range
  public ProbeRhythm {
    if (period.compareTo(SHORTEST_PERIOD) < 0) {
      throw new InvalidInput(
          "a liveness period of %d ms is too short: use 1000 or more".formatted(period.toMillis()));
    }
    if (timeout.compareTo(period) >= 0 || timeout.toMillis() < 1) {
      throw new InvalidInput(
          "a liveness timeout of %d ms does not fit: use 1 or more, and less than the period of %d ms"
              .formatted(timeout.toMillis(), period.toMillis()));
    }
    if (misses < 1) {
      throw new InvalidInput("liveness misses cannot be %d: use 1 or more".formatted(misses));
    }
  }
}
