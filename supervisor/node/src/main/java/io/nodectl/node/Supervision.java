package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeAction.AnnounceReady;
import java.time.Duration;
import java.util.List;

/// What happens next, as a pure function of the launch plan, the node's state, one event and its
/// time. No threads, no clock and no processes: {@link Supervisor} owns those.
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
  }

  /// Answers one event.
  ///
  /// @param now when it happened
  Step step(NodeState state, NodeEvent event, Moment now) {
    Draft draft = new Draft(plan, state, now);
    switch (event) {
      case NodeEvent.Begin() -> Launching.all(draft);
      case NodeEvent.OfProcess life -> live(draft, life);
      case NodeEvent.RestartDue due -> Downfalls.restartDue(draft, due);
      case NodeEvent.NodeIdDrawn drawn -> Downfalls.nodeIdDrawn(draft, drawn);
      case NodeEvent.Unhealthy(String name, String why) -> Downfalls.unhealthy(draft, name, why);
      case NodeEvent.RestartAsked(String name) -> Downfalls.asked(draft, name);
      case NodeEvent.Broken(Problem problem) -> TakingDown.because(draft, problem);
      case NodeEvent.StopAsked(String reason, Duration _) -> TakingDown.asked(draft, reason);
      case NodeEvent.StarterGone() -> {
        if (draft.phase() == NodePhase.STARTING) {
          TakingDown.asked(draft, "the start was interrupted");
        }
      }
      case NodeEvent.Reloaded(var token) ->
          token.ifPresent(fresh -> draft.act(new NodeAction.Configure(fresh)));
      case NodeEvent.SignOfLife _, NodeEvent.LogDropped _ -> {}
    }
    return draft.done();
  }

  private static void live(Draft draft, NodeEvent.OfProcess event) {
    switch (event) {
      case NodeEvent.Launched(String name, long pid) -> Wiring.launched(draft, name, pid);
      case NodeEvent.Bound bound -> Wiring.bound(draft, bound);
      case NodeEvent.Ready(String name) -> ready(draft, name);
      case NodeEvent.HealthKnown known -> healthKnown(draft, known);
      case NodeEvent.Said(String name, String text) -> draft.change(name, c -> c.withRemark(text));
      case NodeEvent.DebuggerAwaited(String name, int port) -> debuggerAwaited(draft, name, port);
      case NodeEvent.NeverReady never -> Downfalls.neverReady(draft, never);
      case NodeEvent.OutOfTime(String name, Problem problem) ->
          Downfalls.neverReady(draft, new NodeEvent.NeverReady(blame(draft, name, problem)));
      case NodeEvent.Ended ended -> Downfalls.ended(draft, ended);
      // The first of these makes the supervisor hold ports, and all are worth a line somewhere.
      case NodeEvent.Exited _, NodeEvent.Extended _, NodeEvent.PortLost _ -> {}
    }
  }

  /// A component that is suspended says nothing itself until somebody attaches.
  private static void debuggerAwaited(Draft draft, String name, int port) {
    ComponentState component = draft.component(name);
    boolean suspended =
        draft.plan().component(name).debugging().jdwp() == Debugging.Jdwp.SUSPENDED
            && component.phase() == ComponentPhase.STARTING
            && component.debugPort() == 0;
    String remark =
        suspended
            ? "waits for a debugger; attach one with: jdb -attach 127.0.0.1:" + port
            : component.remark();
    draft.change(name, c -> c.debuggableAt(port, remark));
  }

  private static void ready(Draft draft, String name) {
    if (!draft.component(name).phase().isComingUp()) {
      return;
    }
    draft.change(name, c -> c.ready().remembering(ComponentHistory::well));
    if (draft.isComplete() && draft.phase() == NodePhase.STARTING) {
      draft.become(draft.state().in(NodePhase.READY));
      draft.act(new AnnounceReady());
    }
  }

  /// The answer may be about a process that has been replaced since.
  private static void healthKnown(Draft draft, NodeEvent.HealthKnown known) {
    String name = known.component();
    boolean old = draft.component(name).generation() != known.generation();
    if (old || !draft.component(name).phase().isComingUp()) {
      return;
    }
    if (known.problem().isEmpty()) {
      ready(draft, name);
    } else {
      draft.act(new NodeAction.End(name, Supervisor.UNDO_GRACE));
      Downfalls.neverReady(draft, new NodeEvent.NeverReady(known.problem().get()));
    }
  }

  /// A start that is out of time is the fault of whoever is furthest behind, not of whoever waits
  /// for it; of several that are equally far behind, none is passed over in silence.
  private static Problem blame(Draft draft, String name, Problem problem) {
    List<String> others = draft.phase() == NodePhase.STARTING ? unboundBut(draft, name) : List.of();
    if (others.isEmpty()) {
      return problem;
    }
    if (draft.component(name).isBound()) {
      return new Problem(
          ExitCode.TOO_LATE,
          others.getFirst(),
          "%s waits for ports that are not bound yet, those of %s. %s"
              .formatted(name, String.join(", ", others), problem.message()),
          List.of());
    }
    return new Problem(
        problem.code(),
        problem.component(),
        "%s Not bound either: %s.".formatted(problem.message(), String.join(", ", others)),
        problem.logTail());
  }

  private static List<String> unboundBut(Draft draft, String name) {
    return draft.plan().components().stream()
        .map(ComponentSpec::name)
        .filter(other -> !other.equals(name))
        .filter(other -> draft.component(other).phase() == ComponentPhase.STARTING)
        .toList();
  }
}
