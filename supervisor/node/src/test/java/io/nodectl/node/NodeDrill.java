package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Drives {@link Supervision} through events, and remembers what it asked for.
final class NodeDrill {
  static final ExitStatus KILLED = new ExitStatus.Signaled(9, false);

  private final Supervision supervision;
  private NodeState state;
  private Moment now = new Moment(0, Instant.EPOCH);
  private List<NodeAction> actions = new ArrayList<>();

  NodeDrill(LaunchPlan plan) {
    supervision = new Supervision(plan);
    state = NodeState.planned(plan, "id-1");
  }

  NodeDrill on(NodeEvent event) {
    Supervision.Step step = supervision.step(state, event, now);
    state = step.state();
    actions.addAll(step.actions());
    return this;
  }

  /// Lets time pass.
  NodeDrill later(Duration time) {
    now = new Moment(now.nanos() + time.toNanos(), now.time().plus(time));
    return this;
  }

  NodeDrill begin() {
    return on(new NodeEvent.Begin());
  }

  NodeDrill launched(String... names) {
    for (String name : names) {
      on(new NodeEvent.Launched(name, 100 + name.hashCode() % 50));
    }
    return this;
  }

  NodeDrill bound(String name, int port) {
    return on(new NodeEvent.Bound(name, Ports.of("main", new Endpoint("127.0.0.1", port)), 0, ""));
  }

  NodeDrill ready(String... names) {
    for (String name : names) {
      on(new NodeEvent.Ready(name));
    }
    return this;
  }

  NodeDrill neverReady(String name) {
    return on(new NodeEvent.NeverReady(problem(name, "failed")));
  }

  NodeDrill ended(String name) {
    return on(new NodeEvent.Ended(problem(name, "died"), KILLED));
  }

  /// A component dies and is launched again at once, with the same port.
  NodeDrill restarted(String name, int port) {
    return ended(name).launched(name).bound(name, port).ready(name);
  }

  NodeDrill stop() {
    return on(new NodeEvent.StopAsked("test", Duration.ofSeconds(1)));
  }

  /// How often an action was asked for since the last call of {@link #asked}.
  long count(NodeAction action) {
    return actions.stream().filter(action::equals).count();
  }

  /// Everything asked for since the last call.
  List<NodeAction> asked() {
    List<NodeAction> taken = List.copyOf(actions);
    actions = new ArrayList<>();
    return taken;
  }

  NodeDrill forget() {
    actions.clear();
    return this;
  }

  NodeState state() {
    return state;
  }

  ComponentPhase phase(String name) {
    return state.component(name).phase();
  }

  static Problem problem(String name, String message) {
    return new Problem(ExitCode.COMPONENT_FAILED, name, name + " " + message, List.of());
  }
}
