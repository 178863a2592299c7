package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.node.NodeAction.AnnounceReady;
import io.nodectl.node.NodeAction.Finish;
import io.nodectl.node.NodeAction.Launch;
import io.nodectl.node.NodeAction.Stop;
import io.nodectl.node.NodeAction.Tell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What happens next, as a pure function of the launch plan, the node's state and one event. No
/// threads, no clock and no processes: {@link Supervisor} owns those.
final class Supervision {
  private final LaunchPlan plan;

  Supervision(LaunchPlan plan) {
    this.plan = plan;
  }

  /// The answer to one event.
  ///
  /// @param state the node after it
  /// @param actions what to do now, in this order
  record Step(NodeState state, List<NodeAction> actions) {
    Step {
      actions = List.copyOf(actions);
    }

    static Step quiet(NodeState state) {
      return new Step(state, List.of());
    }
  }

  /// Answers one event.
  ///
  /// @param now when it happened
  Step step(NodeState state, NodeEvent event, Moment now) {
    Step step = step(state, event);
    return new Step(step.state().movedSince(state, now.time()), step.actions());
  }

  private Step step(NodeState state, NodeEvent event) {
    return switch (event) {
      case NodeEvent.Begin() -> launchAllThatCan(state, new ArrayList<>());
      case NodeEvent.Launched(String name, long pid) ->
          tellKnownPeers(state.with(name, c -> c.withPid(pid)), name);
      case NodeEvent.Bound bound -> bound(state, bound);
      case NodeEvent.Ready(String name) -> ready(state, name);
      case NodeEvent.Extended _, NodeEvent.Pulse _ -> Step.quiet(state);
      case NodeEvent.Reloaded(var token) ->
          new Step(state, token.<NodeAction>map(NodeAction.Configure::new).stream().toList());
      case NodeEvent.Said(String name, String text) ->
          Step.quiet(state.with(name, c -> c.withRemark(text)));
      case NodeEvent.DebuggerAwaited(String name, int port) -> debuggerAwaited(state, name, port);
      case NodeEvent.NeverReady(Problem problem) -> neverReady(state, problem);
      case NodeEvent.OutOfTime(String name, Problem problem) ->
          neverReady(state, blame(state, name, problem));
      case NodeEvent.Ended(Problem problem) -> ended(state, problem);
      case NodeEvent.Unhealthy _, NodeEvent.RestartAsked _ -> Step.quiet(state);
      case NodeEvent.Broken(Problem problem) -> broken(state, problem);
      case NodeEvent.StopAsked(String reason, Duration _) -> stopAsked(state, reason);
      case NodeEvent.StarterGone() ->
          state.phase() == NodePhase.STARTING
              ? stopAsked(state, "the start was interrupted")
              : Step.quiet(state);
    };
  }

  /// A component that is suspended says nothing itself until somebody attaches.
  private Step debuggerAwaited(NodeState state, String name, int port) {
    ComponentState component = state.component(name);
    boolean suspended =
        plan.component(name).debugging().jdwp() == Debugging.Jdwp.SUSPENDED
            && component.phase() == ComponentPhase.STARTING
            && component.debugPort() == 0;
    String remark =
        suspended
            ? "waits for a debugger; attach one with: jdb -attach 127.0.0.1:" + port
            : component.remark();
    return Step.quiet(state.with(name, c -> c.debuggableAt(port, remark)));
  }

  /// Launches what waits for nobody on its command line, or for nobody any more.
  private Step launchAllThatCan(NodeState state, List<NodeAction> actions) {
    NodeState next = state;
    for (ComponentSpec spec : plan.components()) {
      boolean waits = next.component(spec.name()).phase() == ComponentPhase.PLANNED;
      NodeState now = next;
      if (waits && spec.argvPeers().stream().allMatch(peer -> now.peer(peer).isBound())) {
        next = next.with(spec.name(), ComponentState::launching);
        actions.add(new Launch(spec.name()));
      }
    }
    return new Step(next, actions);
  }

  private Step tellKnownPeers(NodeState state, String name) {
    NodeState next = state;
    List<NodeAction> actions = new ArrayList<>();
    for (String peer : plan.component(name).wirePeers()) {
      if (next.peer(peer).isBound()) {
        next = tell(next, name, peer, actions);
      }
    }
    return new Step(next, actions);
  }

  private NodeState tell(NodeState state, String name, String peer, List<NodeAction> actions) {
    ComponentState known = state.peer(peer);
    if (!known.ports().byName().isEmpty()) {
      actions.add(new Tell(name, new Order.Wire(peer, known.generation(), known.ports())));
    }
    return wiredIfTold(state.with(name, c -> c.toldOf(peer, known.generation())), name);
  }

  private NodeState wiredIfTold(NodeState state, String name) {
    ComponentState component = state.component(name);
    boolean wired =
        component.phase() == ComponentPhase.BOUND
            && component.wasToldOf(plan.component(name).wirePeers());
    return wired ? state.with(name, c -> c.in(ComponentPhase.WIRED)) : state;
  }

  private Step bound(NodeState state, NodeEvent.Bound event) {
    String name = event.component();
    if (state.component(name).phase() != ComponentPhase.STARTING) {
      return Step.quiet(state);
    }
    NodeState next =
        wiredIfTold(state.with(name, c -> c.bound(event.ports(), event.doubt())), name);
    List<NodeAction> actions = new ArrayList<>();
    if (plan.component(name).readiness()
        instanceof Readiness.ByGrpcHealth(String port, String service)) {
      event
          .ports()
          .endpoint(port)
          .ifPresent(at -> actions.add(new NodeAction.AskHealth(name, at, service)));
    }
    for (ComponentSpec dependent : plan.components()) {
      boolean runs = next.component(dependent.name()).pid() != 0;
      if (runs && dependent.wirePeers().contains(name)) {
        next = tell(next, dependent.name(), name, actions);
      }
    }
    return next.phase() == NodePhase.STARTING
        ? launchAllThatCan(next, actions)
        : new Step(next, actions);
  }

  private Step ready(NodeState state, String name) {
    if (!state.component(name).phase().isComingUp()) {
      return Step.quiet(state);
    }
    NodeState next = state.with(name, ComponentState::ready);
    boolean complete =
        plan.components().stream()
            .filter(spec -> spec.importance() != Importance.OPTIONAL)
            .allMatch(spec -> next.component(spec.name()).phase() == ComponentPhase.READY);
    return complete && next.phase() == NodePhase.STARTING
        ? new Step(next.in(NodePhase.READY), List.of(new AnnounceReady()))
        : Step.quiet(next);
  }

  private Step neverReady(NodeState state, Problem problem) {
    NodeState next = state.with(problem.component(), c -> c.failed(problem.message()));
    boolean fatal = plan.component(problem.component()).importance() != Importance.OPTIONAL;
    return switch (state.phase()) {
      case STARTING -> fatal ? takeDown(next.failing(problem)) : Step.quiet(next);
      case READY -> Step.quiet(fatal ? next.in(NodePhase.DEGRADED) : next);
      case STOPPING -> nextLevel(next);
      case DEGRADED, STOPPED, FAILED -> Step.quiet(next);
    };
  }

  /// A start that is out of time is the fault of whoever is furthest behind, not of whoever waits
  /// for it.
  private Problem blame(NodeState state, String name, Problem problem) {
    for (ComponentSpec spec : plan.components()) {
      boolean unbound = state.component(spec.name()).phase() == ComponentPhase.STARTING;
      if (unbound && !spec.name().equals(name) && state.component(name).isBound()) {
        return new Problem(
            ExitCode.TOO_LATE,
            spec.name(),
            "%s has not bound its ports, and %s waits for it. %s"
                .formatted(spec.name(), name, problem.message()),
            List.of());
      }
    }
    return problem;
  }

  private Step ended(NodeState state, Problem problem) {
    String name = problem.component();
    ComponentPhase before = state.component(name).phase();
    NodeState next = state.with(name, c -> c.withPid(0));
    if (before == ComponentPhase.STOPPING || state.phase() == NodePhase.STOPPING) {
      ComponentPhase after = before == ComponentPhase.FAILED ? before : ComponentPhase.STOPPED;
      return nextLevel(next.with(name, c -> c.in(after)));
    }
    if (before == ComponentPhase.FAILED) {
      return Step.quiet(next);
    }
    next = next.with(name, c -> c.failed(problem.message()));
    boolean optional = plan.component(name).importance() == Importance.OPTIONAL;
    return switch (state.phase()) {
      case STARTING -> optional ? Step.quiet(next) : takeDown(next.failing(problem));
      case READY -> Step.quiet(optional ? next : next.in(NodePhase.DEGRADED));
      case DEGRADED, STOPPING, STOPPED, FAILED -> Step.quiet(next);
    };
  }

  private Step broken(NodeState state, Problem problem) {
    return switch (state.phase()) {
      case STARTING, READY, DEGRADED -> takeDown(state.failing(problem));
      case STOPPING -> Step.quiet(state.failing(problem));
      case STOPPED, FAILED -> Step.quiet(state);
    };
  }

  private Step stopAsked(NodeState state, String reason) {
    return switch (state.phase()) {
      case STARTING ->
          takeDown(
              state.failing(
                  Problem.ofNode(ExitCode.INTERRUPTED, "stopped before it was ready: " + reason)));
      case READY, DEGRADED -> takeDown(state);
      case STOPPING, STOPPED, FAILED -> Step.quiet(state);
    };
  }

  private Step takeDown(NodeState state) {
    NodeState next = state.in(NodePhase.STOPPING);
    for (String planned : next.inPhase(ComponentPhase.PLANNED)) {
      next = next.with(planned, c -> c.in(ComponentPhase.STOPPED));
    }
    return nextLevel(next);
  }

  /// Stops the first level that still runs, unless it is being stopped already; ends the node after
  /// the last.
  private Step nextLevel(NodeState state) {
    for (List<String> level : plan.stopLevels()) {
      List<String> running = level.stream().filter(name -> state.component(name).mayRun()).toList();
      if (!running.isEmpty()) {
        return stop(state, running);
      }
    }
    NodePhase end = state.problem().isPresent() ? NodePhase.FAILED : NodePhase.STOPPED;
    return new Step(state.in(end), List.of(new Finish()));
  }

  private static Step stop(NodeState state, List<String> running) {
    List<String> asked = running.stream().filter(name -> !isEnding(state.component(name))).toList();
    NodeState next = state;
    for (String name : asked) {
      next = next.with(name, c -> c.in(ComponentPhase.STOPPING));
    }
    return asked.isEmpty() ? Step.quiet(next) : new Step(next, List.of(new Stop(asked)));
  }

  /// A failed component is being ended by whoever found it failed.
  private static boolean isEnding(ComponentState component) {
    return component.phase() == ComponentPhase.STOPPING
        || component.phase() == ComponentPhase.FAILED;
  }
}
