package io.nodectl.raylet.workers;

import io.nodectl.raylet.workers.WorkerEvent.HealthAnswered;
import io.nodectl.raylet.workers.WorkerEvent.HealthMissed;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks one worker again and again whether it serves; on the thread of the workers. While it has
/// never answered it is asked soon again, and then in its own rhythm, a little at random, so that
/// many do not answer at once.
final class HealthWatch implements AutoCloseable {
  private static final double JITTER = 0.1;

  private final HealthTerms.Rhythm rhythm;
  private final Question question;
  private final WorkerThread thread;
  private final Consumer<WorkerEvent> listener;
  private @Nullable Future<?> next;
  private Duration pause;
  private boolean asking;
  private boolean everAnswered;
  private boolean closed;

  /// Asks once.
  interface Question extends AutoCloseable {
    /// Asks.
    ///
    /// @param answer gets why there is no good one, or an empty text if it is good; on any thread
    void ask(Duration timeout, Consumer<String> answer);

    /// From the first answer that was not good to the next question.
    default Duration firstPause() {
      return Duration.ofMillis(20);
    }

    /// Nobody will ask any more, and no answer is outstanding.
    @Override
    default void close() {}
  }

  HealthWatch(
      HealthTerms.Rhythm rhythm,
      Question question,
      WorkerThread thread,
      Consumer<WorkerEvent> listener) {
    this.rhythm = rhythm;
    this.question = question;
    this.pause = question.firstPause();
    this.thread = thread;
    this.listener = listener;
  }

  void begin() {
    asking = true;
    question.ask(rhythm.timeout(), answer -> thread.execute(() -> answered(answer)));
  }

  private void answered(String trouble) {
    asking = false;
    if (closed) {
      question.close();
      return;
    }
    everAnswered |= trouble.isEmpty();
    next = thread.after(nextPause(), this::begin);
    listener.accept(trouble.isEmpty() ? new HealthAnswered() : new HealthMissed(trouble));
  }

  private Duration nextPause() {
    Duration interval = rhythm.interval();
    if (everAnswered) {
      double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
      return Duration.ofNanos((long) (interval.toNanos() * factor));
    }
    Duration now = pause;
    Duration longer = pause.multipliedBy(3).dividedBy(2);
    pause = longer.compareTo(interval) < 0 ? longer : interval;
    return now;
  }

  @Override
  public void close() {
    closed = true;
    if (next != null) {
      next.cancel(false);
    }
    if (!asking) {
      question.close();
    }
  }
}
