package io.nodectl.process;

import java.time.Duration;

/// How long things are waited for.
final class Patience {
  /// Until a child that closed its report pipe, or the socket of a port that it reported, must have
  /// exited; an exit closes everything shortly before it can be seen.
  static final Duration CLOSED_PIPE = Duration.ofSeconds(1);

  /// Until a child that said FAIL must have exited by itself, with a status worth showing.
  static final Duration AFTER_FAIL = Duration.ofSeconds(2);

  /// For the ladder that ends a child after a verdict, up to SIGKILL.
  static final Duration AFTER_VERDICT = Duration.ofSeconds(2);

  /// From SIGKILL until a process counts as unkillable; only the kernel can delay it.
  static final Duration AFTER_KILL = Duration.ofSeconds(2);

  /// Until the output of a dead child must be at its end; only a process that received the pipe
  /// without being a descendant can hold it longer.
  static final Duration OUTPUT_END = Duration.ofMillis(500);

  /// The most that EXTEND can reach, counted from the launch.
  static final Duration LONGEST_START = Duration.ofMinutes(10);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private Patience() {}

  /// A duration in ns that can be added to a time without overflow.
  static long nanos(Duration time) {
    return time.compareTo(FOR_EVER) < 0 ? Math.max(0, time.toNanos()) : FOR_EVER.toNanos();
  }
}
