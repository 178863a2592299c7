package io.nodectl.node;

/// Is told of everything that happens to a node, on the supervisor's thread; must not block.
@FunctionalInterface
interface StepListener {
  /// Something was decided, and nothing of it is done yet: that waits until this returns.
  default void decided() {}

  /// What was decided has been handed to those who carry it out; before anybody hears of the step.
  default void performed() {}

  /// One event was answered.
  ///
  /// @param event what happened
  /// @param now when it happened
  /// @param before the node's state before it
  /// @param step what was decided, and is done already
  void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step);
}
