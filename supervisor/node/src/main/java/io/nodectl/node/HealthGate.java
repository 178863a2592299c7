package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.LightProbe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Waits for components that cannot say themselves that they are ready, but answer the standard
/// gRPC health check.
final class HealthGate implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Consumer<NodeEvent> post;
  private final CountDownLatch closed = new CountDownLatch(1);

  HealthGate(Consumer<NodeEvent> post) {
    this.post = post;
  }

  /// Posts `HealthKnown` when the component serves, or when the time is over.
  void ask(NodeAction.AskHealth question, Duration within) {
    Deadline deadline = Deadline.within(Ticker.SYSTEM, within);
    Thread.ofVirtual()
        .name("health-of-" + question.component())
        .start(() -> askUntil(question, deadline));
  }

  private void askUntil(NodeAction.AskHealth question, Deadline deadline) {
    Duration pause = FIRST_PAUSE;
    Health health = check(question, deadline);
    while (health != Health.SERVING && !deadline.left().isZero()) {
      if (wasClosedWithin(pause)) {
        return;
      }
      pause = pause.plus(pause).compareTo(LONGEST_PAUSE) < 0 ? pause.plus(pause) : LONGEST_PAUSE;
      health = check(question, deadline);
    }
    Optional<Problem> problem =
        health == Health.SERVING ? Optional.empty() : Optional.of(tooLate(question, health));
    post.accept(new NodeEvent.HealthKnown(question.component(), question.generation(), problem));
  }

  private static Health check(NodeAction.AskHealth question, Deadline deadline) {
    return LightProbe.grpc(
        question.at().host(), question.at().port(), question.service(), deadline.left());
  }

  private boolean wasClosedWithin(Duration pause) {
    try {
      return closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static Problem tooLate(NodeAction.AskHealth question, Health health) {
    String message =
        "%s listens on %s, but its health check says %s until the end of the start. Look into its log, or give it longer with --timeout."
            .formatted(question.component(), question.at(), health);
    return new Problem(ExitCode.TOO_LATE, question.component(), message, List.of());
  }

  /// Ends all waiting.
  @Override
  public void close() {
    closed.countDown();
  }
}
