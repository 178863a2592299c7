package io.nodectl.gcs.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// One thread for one task after the other, that exists only while there is something to do: what
/// belongs to it needs no locks, and an idle process has one thread less.
public final class RestingThread {

  private static final long IDLE_LIVES_S = 10;

  private RestingThread() {}

  /// An executor with such a thread. What is given to it after its shutdown is dropped.
  public static ExecutorService named(String name) {
    var executor =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_LIVES_S,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().name(name).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
