package io.nodectl.node;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
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
  private final Consumer<NodeEvent> node;
  private final Reload reload;
  private final Phaser answering = new Phaser(1);

  /// The desk of that node.
  ///
  /// @param node takes what is asked of the node
  NodeDesk(NodeIdentity identity, NodeFeed feed, Consumer<NodeEvent> node, Reload reload) {
    this.identity = identity;
    this.feed = feed;
    this.node = node;
    this.reload = reload;
  }

  @Override
  public void handle(JsonNode request, ControlReply reply) throws IOException {
    answering.register();
    try {
      switch (request.path("op").asString("")) {
        case "status" -> reply.result(StatusJson.of(identity, feed.current(), feed));
        case "stop" -> stop(Duration.ofMillis(request.path("grace_ms").asLong(10_000)), reply);
        case "reload" -> reload(reply);
        case "restart" -> restart(request.path("component").asString(""), reply);
        case String other ->
            reply.error(
                "usage",
                "unknown op '%s': status, stop, reload and restart are known".formatted(other));
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
      node.accept(new NodeEvent.StopAsked("asked on the control socket", grace));
      Set<String> told = new HashSet<>();
      NodeState state = states.take();
      while (state.phase() != NodePhase.STOPPED && state.phase() != NodePhase.FAILED) {
        tellEnded(state, told, reply);
        state = states.take();
      }
      tellEnded(state, told, reply);
      reply.result(StatusJson.of(identity, state, feed));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave(states);
    }
  }

  /// Answers with the status when the component serves again; a client that does not want to wait
  /// so long goes away.
  private void restart(String name, ControlReply reply) throws IOException {
    BlockingQueue<NodeState> states = feed.follow();
    try {
      NodeState state = states.take();
      ComponentState old = state.components().get(name);
      Optional<String> refusal = refusal(name, state);
      if (old == null || refusal.isPresent()) {
        reply.error(
            old == null ? "nothing-there" : "refused",
            refusal.orElse(
                "this node has no component '%s'; it has %s"
                    .formatted(name, String.join(", ", state.components().keySet()))));
        return;
      }
      node.accept(new NodeEvent.RestartAsked(name));
      while (isUp(state) && !isBack(state.component(name), old)) {
        state = states.take();
      }
      if (isUp(state)) {
        reply.result(StatusJson.of(identity, state, feed));
      } else {
        reply.error("component-failed", notBack(name, state));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.leave(states);
    }
  }

  private String notBack(String name, NodeState state) {
    String why = state.problem().map(problem -> ": " + problem.message()).orElse("");
    return "the node is taken down, so %s does not come back%s. All that happened: nodectl events --name %s"
        .formatted(name, why, identity.session().node().name().value());
  }

  private static Optional<String> refusal(String name, NodeState state) {
    return isUp(state)
        ? Optional.empty()
        : Optional.of(
            "%s cannot be started again: the node is %s".formatted(name, state.phase().word()));
  }

  private static boolean isUp(NodeState state) {
    return state.phase() == NodePhase.READY || state.phase() == NodePhase.DEGRADED;
  }

  private static boolean isBack(ComponentState now, ComponentState old) {
    return now.phase() == ComponentPhase.READY && now.generation() > old.generation();
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
