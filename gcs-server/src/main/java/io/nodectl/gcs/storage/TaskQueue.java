package io.nodectl.gcs.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What waits for the store's thread. Anybody adds; one thread takes.
final class TaskQueue {

  /// Enough to make the disk's part of each small; a commit with more would keep the first waiting.
  private static final int TOGETHER = 1000;

  private final BlockingQueue<Task<?>> waiting = new LinkedBlockingQueue<>();

  void add(Task<?> task) {
    waiting.add(task);
  }

  /// What can be carried out together, in the order in which it came: at least one, or nothing if
  /// none came for that time.
  ///
  /// @param patience empty to wait for ever
  List<Task<?>> next(Optional<Duration> patience) {
    var batch = new ArrayList<Task<?>>();
    try {
      Task<?> first =
          patience.isPresent()
              ? waiting.poll(patience.get().toMillis(), TimeUnit.MILLISECONDS)
              : waiting.take();
      if (first == null) {
        return batch;
      }
      batch.add(first);
    } catch (InterruptedException _) {
      // Nobody does that to this thread; if somebody did, he wants an end.
      batch.add(Task.last());
    }
    if (!batch.getFirst().isAlone()) {
      // Nobody else takes tasks out, so what was seen is what is taken.
      for (Task<?> next = waiting.peek();
          next != null && !next.isAlone() && batch.size() < TOGETHER;
          next = waiting.peek()) {
        batch.add(waiting.remove());
      }
    }
    return batch;
  }
}
