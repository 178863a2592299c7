package io.nodectl.gcs.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// How often something took how long. May be used by several threads at once.
final class Durations {

  private static final long MICRO = 1000;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /// Upper ends of the buckets, in nanoseconds; the last bucket has none.
  private static final long[] ENDS = {
    100 * MICRO,
    300 * MICRO,
    MILLI,
    3 * MILLI,
    10 * MILLI,
    30 * MILLI,
    100 * MILLI,
    300 * MILLI,
    SECOND,
    3 * SECOND,
    10 * SECOND,
    30 * SECOND
  };

  private final AtomicLongArray counts = new AtomicLongArray(ENDS.length + 1);
  private final LongAdder nanos = new LongAdder();

  void add(long tookNanos) {
    int bucket = 0;
    while (bucket < ENDS.length && tookNanos > ENDS[bucket]) {
      bucket++;
    }
    counts.incrementAndGet(bucket);
    nanos.add(tookNanos);
  }

  /// The upper ends of the buckets in seconds; the last one is infinity.
  static double[] endsInSeconds() {
    double[] ends = new double[ENDS.length + 1];
    for (int i = 0; i < ENDS.length; i++) {
      ends[i] = (double) ENDS[i] / SECOND;
    }
    ends[ENDS.length] = Double.POSITIVE_INFINITY;
    return ends;
  }

  /// How often each bucket was hit.
  long[] counts() {
    long[] copy = new long[counts.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = counts.get(i);
    }
    return copy;
  }

  /// All of it together, in seconds.
  double sumInSeconds() {
    return (double) nanos.sum() / SECOND;
  }
}
