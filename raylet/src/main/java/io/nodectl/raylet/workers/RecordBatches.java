package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.nodectl.messages.gcs.LaunchRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps records with one call at a time, which takes all that came while the one before it was
/// under way: one launch does not wait, and a crowd of them is a few calls. For all threads.
final class RecordBatches {
  /// Far below what a message may have; a record that is larger goes alone.
  private static final int MOST_BYTES = 1 << 20;

  private final Function<List<LaunchRecord>, CompletableFuture<Void>> call;
  private final Queue<Put> waiting = new ArrayDeque<>();
  private boolean isUnderWay;

  /// @param call keeps them all, or fails
  RecordBatches(Function<List<LaunchRecord>, CompletableFuture<Void>> call) {
    this.call = call;
  }

  private record Put(LaunchRecord record, CompletableFuture<Void> kept) {}

  /// Completes when it is kept, after those that were put before it; fails if it cannot be.
  CompletableFuture<Void> put(LaunchRecord record) {
    var put = new Put(record, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(put);
    }
    sendNext();
    return put.kept;
  }

  /// What is not under way yet of a worker need not be kept any more, and counts as kept.
  void drop(ByteString workerId) {
    List<Put> dropped;
    synchronized (this) {
      dropped = waiting.stream().filter(put -> put.record.getWorkerId().equals(workerId)).toList();
      waiting.removeAll(dropped);
    }
    dropped.forEach(put -> put.kept.complete(null));
  }

  private void sendNext() {
    List<Put> batch = next();
    if (batch.isEmpty()) {
      return;
    }
    var _ =
        call.apply(batch.stream().map(Put::record).toList())
            .whenComplete((_, failure) -> answer(batch, failure));
  }

  private synchronized List<Put> next() {
    if (isUnderWay || waiting.isEmpty()) {
      return List.of();
    }
    isUnderWay = true;
    List<Put> batch = new ArrayList<>();
    int bytes = 0;
    do {
      Put put = waiting.remove();
      bytes += put.record.getSerializedSize();
      batch.add(put);
    } while (!waiting.isEmpty()
        && bytes + waiting.element().record.getSerializedSize() <= MOST_BYTES);
    return batch;
  }

  private void answer(List<Put> batch, @Nullable Throwable failure) {
    synchronized (this) {
      isUnderWay = false;
    }
    sendNext();
    for (Put put : batch) {
      if (failure == null) {
        put.kept.complete(null);
      } else {
        put.kept.completeExceptionally(failure);
      }
    }
  }
}
