package io.nodectl.gcs.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long to try again, and how to wait in between.
///
/// @param atMost from the first failure on
/// @param between two attempts
/// @param nanoTime the clock
public record Patience(Duration atMost, Duration between, LongSupplier nanoTime) {

  /// Ray's programs bear a gcs-server that does not answer for 60 s, and this leaves time for a new
  /// one.
  public static Patience usual() {
    return new Patience(Duration.ofSeconds(20), Duration.ofMillis(250), System::nanoTime);
  }

  static Patience none() {
    return new Patience(Duration.ZERO, Duration.ZERO, System::nanoTime);
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /// Waits for the next attempt.
  ///
  /// @param since when the first one failed
  /// @return false if there is to be none
  boolean again(long since) {
    return now() - since < atMost.toNanos() && pause(between);
  }

  /// Lets that time pass.
  ///
  /// @return false if somebody wants this thread to end
  static boolean pause(Duration time) {
    try {
      // Nobody counts it down: this is nothing but time.
      return !new CountDownLatch(1).await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
