package io.nodectl.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a blocking call that takes too long, from another thread.
final class Patience implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Runnable end;
  private volatile boolean over;

  private Patience(Runnable end) {
    this.end = end;
  }

  /// Begins to wait.
  ///
  /// @param end makes the blocking call fail
  static Patience of(Duration limit, Runnable end) {
    Patience patience = new Patience(end);
    Thread.ofPlatform().daemon().name("patience").start(() -> patience.await(limit));
    return patience;
  }

  private void await(Duration limit) {
    try {
      if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        over = true;
        end.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether the call was ended.
  boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    done.countDown();
  }
}
