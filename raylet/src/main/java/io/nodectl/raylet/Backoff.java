package io.nodectl.raylet;

import java.time.Duration;

/// How long to wait before the next attempt to reach gcs: 50 ms at first, twice as long each time,
/// at most 2 s, which is the pace at which Ray 2.60's raylet re-opens its stream to a lost gcs.
/// There is no last attempt: the one deadline of a start is the parent's.
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /// Above this many doublings the result is [#LONGEST] anyway, and a shift could overflow.
  private static final int DOUBLINGS = 6;

  private Backoff() {}

  /// @param failures calls that failed in a row, at least 1
  static Duration after(int failures) {
    Duration grown = Duration.ofNanos(FIRST.toNanos() << Math.min(failures - 1, DOUBLINGS));
    return grown.compareTo(LONGEST) < 0 ? grown : LONGEST;
  }
}
