package io.nodectl.node;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Answers requests on the control socket of one node.
final class NodeDesk implements ControlHandler {
  private final NodeIdentity identity;
  private final NodeFeed feed;
  private final Consumer<Duration> stop;
  private final Reload reload;
  private final Phaser answering = new Phaser(1);

  /// The desk of that node.
  ///
  /// @param stop asks the supervisor to end within a grace
  NodeDesk(NodeIdentity identity, NodeFeed feed, Consumer<Duration> stop, Reload reload) {
    this.identity = identity;
    this.feed = feed;
    this.stop = stop;
    this.reload = reload;
  }

  @Override
  public void handle(JsonNode request, ControlReply reply) throws IOException {
    answering.register();
    try {
      switch (request.path("op").asString("")) {
        case "status" -> reply.result(StatusJson.of(identity, feed.current()));
        case "stop" -> stop(Duration.ofMillis(request.path("grace_ms").asLong(10_000)), reply);
        case "reload" -> reload(reply);
        case String other ->
            reply.error(
                "usage", "unknown op '%s': status, stop and reload are known".formatted(other));
      }
    } finally {
      answering.arriveAndDeregister();
    }
  }

  private void reload(ControlReply reply) throws IOException {
    try {
      ArrayNode outcomes = JsonNodeFactory.instance.arrayNode();
      for (Reload.Outcome each : reload.perform()) {
        String effect = each.effect().name().toLowerCase(Locale.ROOT).replace('_', '-');
        outcomes
            .addObject()
            .put("what", each.what())
            .put("effect", effect)
            .put("text", each.text());
      }
      reply.result(outcomes);
    } catch (ProblemException e) {
      reply.error(e.problem().code().code(), e.problem().message());
    }
  }

  private void stop(Duration grace, ControlReply reply) throws IOException {
    BlockingQueue<NodeState> states = feed.follow();
    try {
      stop.accept(grace);
      Set<String> told = new HashSet<>();
      NodeState state = states.take();
      while (state.phase() != NodePhase.STOPPED && state.phase() != NodePhase.FAILED) {
        tellEnded(state, told, reply);
        state = states.take();
      }
      tellEnded(state, told, reply);
      reply.result(StatusJson.of(identity, state));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave(states);
    }
  }

  private static void tellEnded(NodeState state, Set<String> told, ControlReply reply)
      throws IOException {
    for (String name : state.inPhase(ComponentPhase.STOPPED)) {
      if (told.add(name)) {
        reply.progress(name + " stopped");
      }
    }
  }

  /// Waits until every answer that was begun is sent, but not for ever: a client may have stopped
  /// reading.
  void awaitAnswered(Duration atMost) throws InterruptedException {
    int phase = answering.arrive();
    try {
      answering.awaitAdvanceInterruptibly(phase, atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException deafClient) {
      // It loses its answer; the node must not live on because of it.
    }
  }
}
