package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.GcsStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Who waits for which group. For one thread.
final class GroupWaiters {

  private final Map<ByteString, List<CompletableFuture<GcsStatus>>> waiting = new HashMap<>();

  void add(ByteString group, CompletableFuture<GcsStatus> waiter) {
    waiting.computeIfAbsent(group, _ -> new ArrayList<>()).add(waiter);
  }

  /// Forgets those who do not wait any more.
  void tidy(ByteString group) {
    waiting.computeIfPresent(
        group,
        (_, waiters) -> {
          waiters.removeIf(CompletableFuture::isDone);
          return waiters.isEmpty() ? null : waiters;
        });
  }

  /// Tells all who wait for a group how it ended.
  void tell(ByteString group, GcsStatus how) {
    List<CompletableFuture<GcsStatus>> waiters = waiting.remove(group);
    if (waiters != null) {
      waiters.forEach(waiter -> waiter.complete(how));
    }
  }
}
