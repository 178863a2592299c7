package io.nodectl.raylet.workers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/// The one thread that owns the state of all workers. It begins with the first task.
final class WorkerThread implements AutoCloseable {

  /// Once it is closed, what would happen changes nothing any more.
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("workers").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  WorkerThread() {
    // A worker that ends early must not leave its timers behind.
    thread.setRemoveOnCancelPolicy(true);
  }

  void execute(Runnable task) {
    thread.execute(safe(task));
  }

  /// Has a question answered there; what follows from the answer runs there too.
  <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, thread);
  }

  /// Has a question asked there whose answer takes its time.
  <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> question) {
    var answer = new CompletableFuture<T>();
    thread.execute(
        () -> {
          try {
            var _ =
                question
                    .get()
                    .whenComplete(
                        (value, failure) -> {
                          if (failure == null) {
                            answer.complete(value);
                          } else {
                            answer.completeExceptionally(failure);
                          }
                        });
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /// For what follows from a future.
  Executor executor() {
    return this::execute;
  }

  /// Runs a task later, unless it is cancelled before.
  Future<?> after(Duration pause, Runnable task) {
    return thread.schedule(safe(task), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /// The executor would keep a defect to itself, and the others must go on.
  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LoggerFactory.getLogger(WorkerThread.class).error("bug in the handling of a worker", e);
      }
    };
  }
}
