package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.util.List;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what happens to the node into the supervisor's log.
final class NodeLog implements StepListener {
  private static final Logger log = LoggerFactory.getLogger(NodeLog.class);

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    switch (event) {
      case NodeEvent.Exited _,
          NodeEvent.HealthKnown _,
          NodeEvent.RestartDue _,
          NodeEvent.NodeIdDrawn _ -> {}
      case NodeEvent.PortLost(String name, int port, String why) ->
          log.warn("port {} cannot be held for {}: {}", port, name, why);
      case NodeEvent.Begin() -> log.info("starting {}", before.components().keySet());
      case NodeEvent.Launched(String name, long pid) -> log.info("{} runs as pid {}", name, pid);
      case NodeEvent.Bound bound ->
          log.info("{} is bound: {}", bound.component(), text(bound.ports()));
      case NodeEvent.Ready(String name) -> log.info("{} is ready", name);
      case NodeEvent.Extended extended ->
          log.info("{} asked for {} more", extended.component(), extended.by());
      case NodeEvent.Said(String name, String text) -> log.info("{}: {}", name, text);
      case NodeEvent.DebuggerAwaited(String name, int port) ->
          log.info("{} waits for a debugger on 127.0.0.1:{}", name, port);
      case NodeEvent.LogDropped lost ->
          log.warn(
              "the log of {} lacks {} lines ({} bytes): {}",
              lost.component(),
              lost.lines(),
              lost.bytes(),
              lost.why());
      case NodeEvent.NeverReady(Problem problem, var _) -> log.error("{}", problem.message());
      case NodeEvent.OutOfTime(String _, Problem problem) -> log.error("{}", problem.message());
      case NodeEvent.Broken(Problem problem) -> log.error("{}", problem.message());
      case NodeEvent.Ended(Problem problem, var _) -> ended(before, problem);
      case NodeEvent.Unhealthy(String name, String why) ->
          log.error("{} is unhealthy: {}", name, why);
      case NodeEvent.RestartAsked(String name) -> log.info("{} is to be started again", name);
      case NodeEvent.StopAsked(String reason, var grace) ->
          log.info("stopping within {}: {}", grace, reason);
      case NodeEvent.Reloaded(var token) ->
          log.info("reloaded{}", token.isPresent() ? ": the components got the new token" : "");
      case NodeEvent.SignOfLife() -> log.trace("asked for a sign of life");
      case NodeEvent.StarterGone() -> log.debug("whoever started the node went away");
    }
    for (NodeAction action : step.actions()) {
      if (action instanceof NodeAction.Remember(String kind, String name, String text)) {
        log.info("{}: {}: {}", name, kind, text);
      }
    }
    if (before.phase() != step.state().phase()) {
      log.info("the node is {}", step.state().phase().word());
    }
  }

  static String text(Ports ports) {
    StringJoiner all = new StringJoiner(", ");
    ports
        .byName()
        .forEach((name, at) -> all.add(name + "=" + at.map(Endpoint::toString).orElse("none")));
    return all.toString();
  }

  private static void ended(NodeState before, Problem problem) {
    boolean asked =
        List.of(ComponentPhase.STOPPING, ComponentPhase.RESTARTING, ComponentPhase.FAILED)
            .contains(before.component(problem.component()).phase());
    if (asked) {
      log.info("{} is gone", problem.component());
    } else {
      log.error("{}", problem.message());
    }
  }
}
