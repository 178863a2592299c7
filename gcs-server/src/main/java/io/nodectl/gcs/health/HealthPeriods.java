package io.nodectl.gcs.health;

import java.time.Duration;

/// How often nodes are checked, and when one counts as dead.
///
/// @param firstAfter from a node's registration to its first check
/// @param every from a check's outcome to the next check
/// @param deadline for one check
/// @param failures so many in a row make a node DEAD
/// @param ownPause who looks that much later than he wanted to stood still himself, not the nodes
public record HealthPeriods(
    Duration firstAfter, Duration every, Duration deadline, int failures, Duration ownPause) {

  private static final int TICKS_PER_PERIOD = 12;

  /// What Ray 2.60 does: after 5 s, every 3 s, deadline 10 s, 5 failures. The pause is ours.
  public static HealthPeriods likeRay() {
    return new HealthPeriods(
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        5,
        Duration.ofSeconds(2));
  }

  public HealthPeriods {
    if (failures < 1 || every.isNegative() || every.isZero()) {
      throw new IllegalArgumentException(
          "a node needs at least 1 failure to be dead, and checks a pause between them");
    }
  }

  /// Checks that are due within such a time are begun together.
  Duration tick() {
    return Duration.ofNanos(every.toNanos() / TICKS_PER_PERIOD);
  }

  /// How often to look at the clock while a check is under way.
  Duration look() {
    return ownPause.dividedBy(2);
  }
}
