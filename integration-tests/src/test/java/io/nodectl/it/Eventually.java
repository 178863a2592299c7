package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Looks at the outside world until it is as expected.
final class Eventually {
  /// Nothing that works takes this long.
  static final Duration HANG = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private Eventually() {}

  /// Returns when the condition holds; fails the test if that takes too long.
  ///
  /// @param problem what to say then
  static void eventually(BooleanSupplier condition, Supplier<String> problem) {
    within(HANG, condition, problem);
  }

  static void within(Duration limit, BooleanSupplier condition, Supplier<String> problem) {
    if (!becomesTrue(limit, condition)) {
      fail("not within " + limit.toMillis() + " ms: " + problem.get());
    }
  }

  /// Whether the condition holds before the time is over.
  static boolean becomesTrue(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  /// The value, as soon as there is one.
  static <T> T found(Supplier<Optional<T>> look, String what) {
    long start = System.nanoTime();
    Optional<T> value = look.get();
    while (value.isEmpty()) {
      if (System.nanoTime() - start > HANG.toNanos()) {
        return fail("there is no " + what + " after " + HANG.toSeconds() + " s");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      value = look.get();
    }
    return value.get();
  }
}
