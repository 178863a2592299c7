package io.nodectl.gcs.autoscaler;

import io.nodectl.gcs.storage.Store;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Numbers that only grow, also over restarts: the epoch, which is kept when the first number is
/// asked for, stands above the count.
final class Versions {

  private static final int EPOCH_SHIFT = 32;

  private final Store store;
  private final AtomicLong last = new AtomicLong();
  private final AtomicReference<@Nullable CompletableFuture<Integer>> epoch =
      new AtomicReference<>();

  Versions(Store store) {
    this.store = store;
  }

  CompletableFuture<Long> next() {
    return epoch().thenApply(begun -> ((long) begun << EPOCH_SHIFT) + last.incrementAndGet());
  }

  private CompletableFuture<Integer> epoch() {
    CompletableFuture<Integer> known = epoch.get();
    if (known != null && !known.isCompletedExceptionally()) {
      return known;
    }
    CompletableFuture<Integer> asked = store.ask(tables -> new AutoscalerTable(tables).nextEpoch());
    return epoch.compareAndSet(known, asked) ? asked : epoch();
  }
}
