package io.nodectl.node;

import java.time.Duration;
import java.util.List;

/// Whether a component that went down comes back, as a pure function of the plan, of what happened
/// before, and of the time.
sealed interface RestartDecision {
  /// It is launched again.
  ///
  /// @param after how long to wait before, without jitter; zero is at once
  record Again(Duration after) implements RestartDecision {}

  /// It stays down.
  ///
  /// @param why in words for people, a whole sentence that goes on after the downfall's reason
  record GiveUp(String why) implements RestartDecision {}

  /// What was restarted before.
  ///
  /// @param own restarts of the component
  /// @param all when components of the node were restarted, in ns, in any order
  /// @param now in ns
  record Past(Restarts own, List<Long> all, long now) {
    static Past of(NodeState state, String component, long now) {
      List<Long> all =
          state.components().values().stream()
              .flatMap(each -> each.history().restarts().stamps().stream())
              .toList();
      return new Past(state.component(component).history().restarts(), all, now);
    }
  }

  /// Decides about one component.
  ///
  /// @param ofNode the budget of all components together
  static RestartDecision of(Upkeep upkeep, RestartBudget ofNode, Downfall.Kind down, Past past) {
    if (!down.counts()) {
      return new Again(Duration.ZERO);
    }
    RestartPolicy policy = upkeep.restart();
    long now = past.now();
    if (upkeep.importance() == Importance.CRITICAL) {
      return new GiveUp("The node cannot be without it.");
    }
    if (down == Downfall.Kind.HOPELESS) {
      return new GiveUp("Starting it again cannot help.");
    }
    if (policy.budget().isSpentBy(past.own().stamps(), now)) {
      return new GiveUp(spent("It was", policy.budget()));
    }
    if (ofNode.isSpentBy(past.all(), now)) {
      return new GiveUp(spent("Components of this node were", ofNode));
    }
    boolean somethingChanged = down == Downfall.Kind.NODE_DEAD || down == Downfall.Kind.PORT_LOST;
    return new Again(
        somethingChanged
            ? Duration.ZERO
            : policy.pause(past.own().inARowAt(now, policy.stableAfter())));
  }

  private static String spent(String who, RestartBudget budget) {
    return "%s started again %d times within %s s, and more is not allowed."
        .formatted(who, budget.restarts(), budget.within().toSeconds());
  }
}
