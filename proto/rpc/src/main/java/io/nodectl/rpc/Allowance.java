package io.nodectl.rpc;

/// How many calls somebody may still make: a number that grows with time up to a limit. For one
/// thread at a time.
final class Allowance {

  private static final double NANOS_PER_S = 1e9;

  private final double perSecond;
  private double left;
  private long countedAt;

  /// @param perSecond how fast it grows; what it holds at most, and in the beginning
  /// @param now nanoseconds of a monotonic clock
  Allowance(double perSecond, long now) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.countedAt = now;
  }

  /// Takes one, if there is one.
  boolean take(long now) {
    left = Math.min(perSecond, left + (now - countedAt) * perSecond / NANOS_PER_S);
    countedAt = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
