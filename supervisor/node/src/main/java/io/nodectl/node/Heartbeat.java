package io.nodectl.node;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Calls something again and again until the end of this process.
final class Heartbeat {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private Heartbeat() {}

  static void start(Duration every, Runnable beat) {
    Thread.ofPlatform().daemon().name("heartbeat").start(() -> run(every, beat));
  }

  private static void run(Duration every, Runnable beat) {
    try {
      do {
        beat.run();
      } while (!NEVER.await(every.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
