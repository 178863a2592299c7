package io.nodectl.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// The same deed so often, with so many under way at any time.
final class Flood {

  private static final double NANOS = 1e9;

  private final int total;
  private final IntFunction<? extends CompletableFuture<?>> deed;
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final CompletableFuture<Boolean> all = new CompletableFuture<>();

  private Flood(int total, IntFunction<? extends CompletableFuture<?>> deed) {
    this.total = total;
    this.deed = deed;
  }

  /// Does it all.
  ///
  /// @param deed begins the one of that number, from 0 on
  /// @return how many were done per second
  static double of(int total, int atOnce, IntFunction<? extends CompletableFuture<?>> deed) {
    Flood flood = new Flood(total, deed);
    long start = System.nanoTime();
    for (int i = 0; i < Math.min(atOnce, total); i++) {
      flood.next();
    }
    var _ = flood.all.join();
    return total * NANOS / (System.nanoTime() - start);
  }

  private void next() {
    int number = begun.getAndIncrement();
    if (number < total) {
      var _ = deed.apply(number).whenComplete((_, failure) -> ended(failure));
    }
  }

  private void ended(@Nullable Throwable failure) {
    if (failure != null) {
      all.completeExceptionally(failure);
    } else if (done.incrementAndGet() == total) {
      all.complete(true);
    } else {
      next();
    }
  }
}
