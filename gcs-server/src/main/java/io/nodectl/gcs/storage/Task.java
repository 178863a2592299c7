package io.nodectl.gcs.storage;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What somebody asked of the store, and the answer that he waits for.
final class Task<T> {
  final CompletableFuture<T> answer;
  private final Manner manner;
  private final Function<? super LiveTables, T> work;
  private final Store.Watch watch;
  private final long askedAt = System.nanoTime();
  private long begunAt = askedAt;
  private @Nullable T result;

  private enum Manner {
    TOGETHER,
    ALONE,
    LAST
  }

  Task(Function<Tables, T> work, CompletableFuture<T> answer, Store.Watch watch) {
    this(work, answer, watch, Manner.TOGETHER);
  }

  private Task(
      Function<? super LiveTables, T> work,
      CompletableFuture<T> answer,
      Store.Watch watch,
      Manner manner) {
    this.work = work;
    this.answer = answer;
    this.watch = watch;
    this.manner = manner;
  }

  /// One that is not carried out together with others: there must be no open changes.
  static <T> Task<T> alone(Function<LiveTables, T> work, CompletableFuture<T> answer) {
    return new Task<>(work, answer, Store.Watch.NOBODY, Manner.ALONE);
  }

  /// Nothing to do, and nothing after it.
  static Task<Boolean> last() {
    return new Task<>(_ -> true, new CompletableFuture<>(), Store.Watch.NOBODY, Manner.LAST);
  }

  boolean isAlone() {
    return manner == Manner.ALONE;
  }

  boolean isLast() {
    return manner == Manner.LAST;
  }

  /// On the store's thread, perhaps more than once.
  void work(LiveTables tables) {
    begunAt = System.nanoTime();
    result = work.apply(tables);
  }

  /// On the store's thread, once what it did is kept.
  void answer() {
    watch.answered(begunAt - askedAt, System.nanoTime() - askedAt);
    answer.complete(Objects.requireNonNull(result));
  }
}
