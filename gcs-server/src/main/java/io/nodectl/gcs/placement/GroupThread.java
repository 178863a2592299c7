package io.nodectl.gcs.placement;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The thread that owns the placement groups; it starts with the first task.
final class GroupThread implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupThread.class);

  /// What is posted after its end is dropped.
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().name("placement").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  void post(Runnable task) {
    thread.execute(safe(task));
  }

  void later(Duration pause, Runnable task) {
    var _ = thread.schedule(safe(task), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /// The executor would keep a defect to itself.
  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a defect in the placement groups; they go on", e);
      }
    };
  }
}
