package io.nodectl.raylet.workers;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes up who waits for something to happen. For all threads; a beat while nobody waits is not
/// lost to who has counted before it.
final class Pulse {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition beaten = lock.newCondition();
  private long count;

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  void beat() {
    lock.lock();
    try {
      count++;
      beaten.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there were more beats than that.
  void await(long before) throws InterruptedException {
    lock.lock();
    try {
      while (count == before) {
        beaten.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The same, for so long at most.
  ///
  /// @return whether there were
  boolean await(long before, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (count == before && left > 0) {
        left = beaten.awaitNanos(left);
      }
      return count != before;
    } finally {
      lock.unlock();
    }
  }
}
