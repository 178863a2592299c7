package io.nodectl.process;

import io.nodectl.spawn.Poller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/// The thread on which everything about children happens: it waits in one poll for descriptors,
/// for the next point in time, and for what other threads want done.
final class EventLoop {
  /// Something that wants to be called at a point in time.
  interface Timed {
    /// When to call next, in ns of {@link EventLoop#now}; {@link #NEVER} if nothing is due.
    long dueAt();

    /// Called when that time has come; may be called earlier.
    void onTime(long now);
  }

  static final long NEVER = Long.MAX_VALUE;

  private final Poller poller;
  private final Thread thread;
  private final long origin;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Timed> timed = new LinkedHashSet<>();
  private boolean ended;

  EventLoop(Poller poller) {
    this.poller = poller;
    this.origin = System.nanoTime();
    this.thread = Thread.ofPlatform().name("children").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Time since the loop was made, in ns: it never overflows and never runs backwards.
  long now() {
    return System.nanoTime() - origin;
  }

  /// Only for use on this thread.
  Poller poller() {
    return poller;
  }

  boolean isThisThread() {
    return Thread.currentThread() == thread;
  }

  /// Has a task run on this thread, after those that were given before; from any thread.
  void execute(Runnable task) {
    tasks.add(task);
    if (!isThisThread()) {
      poller.wakeUp();
    }
  }

  void add(Timed one) {
    timed.add(one);
  }

  void remove(Timed one) {
    timed.remove(one);
  }

  /// Ends the loop after the current round; on this thread.
  void end() {
    ended = true;
  }

  void join(Duration limit) throws InterruptedException {
    thread.join(limit);
  }

  private void run() {
    while (!ended) {
      try {
        runTasks();
        runTimed();
        if (!ended && tasks.isEmpty()) {
          poller.await(untilNext());
        }
      } catch (RuntimeException e) {
        // A defect in the handling of one child must not leave the others without a parent.
        LoggerFactory.getLogger(EventLoop.class).error("bug in the handling of a child", e);
      }
    }
    poller.close();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  private void runTimed() {
    long now = now();
    List<Timed> due = new ArrayList<>(0);
    for (Timed one : timed) {
      if (one.dueAt() <= now) {
        due.add(one);
      }
    }
    for (Timed one : due) {
      one.onTime(now);
    }
  }

  private Optional<Duration> untilNext() {
    long next = NEVER;
    for (Timed one : timed) {
      next = Math.min(next, one.dueAt());
    }
    return next == NEVER
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, next - now())));
  }
}
