package io.nodectl.node;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The answer to one event while it is being worked out.
final class Draft {
  private final LaunchPlan plan;
  private final NodeState before;
  private final Moment now;
  private final List<NodeAction> actions = new ArrayList<>();
  private NodeState state;

  Draft(LaunchPlan plan, NodeState before, Moment now) {
    this.plan = plan;
    this.before = before;
    this.now = now;
    this.state = before;
  }

  LaunchPlan plan() {
    return plan;
  }

  Moment now() {
    return now;
  }

  NodePhase phase() {
    return state.phase();
  }

  NodeState state() {
    return state;
  }

  ComponentState component(String name) {
    return state.component(name);
  }

  /// Whether the start is over and the node is not being taken down.
  boolean isUp() {
    return phase() == NodePhase.READY || phase() == NodePhase.DEGRADED;
  }

  void become(NodeState next) {
    state = next;
  }

  void change(String name, UnaryOperator<ComponentState> change) {
    state = state.with(name, change);
  }

  void act(NodeAction action) {
    actions.add(action);
  }

  /// Ready is what has all that it cannot be without.
  boolean isComplete() {
    return plan.components().stream()
        .filter(spec -> spec.importance() != Importance.OPTIONAL)
        .allMatch(spec -> component(spec.name()).phase() == ComponentPhase.READY);
  }

  Supervision.Step done() {
    if (isUp()) {
      state = state.in(isComplete() ? NodePhase.READY : NodePhase.DEGRADED);
    }
    return new Supervision.Step(state.movedSince(before, now.time()), actions);
  }
}
