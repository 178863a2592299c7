package io.nodectl.gcs.storage;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody asked of the store, and the answer that he waits for.
final class Task<T> {
  final CompletableFuture<T> answer;
  final boolean isLast;
  private final Function<Tables, T> work;
  private final Store.Watch watch;
  private final long askedAt = System.nanoTime();
  private long begunAt = askedAt;
  private @Nullable T result;

  Task(Function<Tables, T> work, CompletableFuture<T> answer, Store.Watch watch) {
    this(work, answer, watch, false);
  }

  private Task(
      Function<Tables, T> work, CompletableFuture<T> answer, Store.Watch watch, boolean isLast) {
    this.work = work;
    this.answer = answer;
    this.watch = watch;
    this.isLast = isLast;
  }

  /// Nothing to do, and nothing after it.
  static Task<Boolean> last() {
    return new Task<>(_ -> true, new CompletableFuture<>(), Store.Watch.NOBODY, true);
  }

  /// On the store's thread, perhaps more than once.
  void work(Tables tables) {
    begunAt = System.nanoTime();
    result = work.apply(tables);
  }

  /// On the store's thread, once what it did is kept.
  void answer() {
    watch.answered(begunAt - askedAt, System.nanoTime() - askedAt);
    answer.complete(Objects.requireNonNull(result));
  }
}
