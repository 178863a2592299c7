package io.nodectl.node;

import io.nodectl.process.ChildEvent;
import io.nodectl.process.Ownership;
import io.nodectl.process.Verdict;
import java.time.Duration;
import java.util.Optional;

/// What a child's event means to its node.
final class ChildEvents {
  private ChildEvents() {}

  /// The same for the node.
  ///
  /// @return empty if it means nothing: a child that is asked for its health is not ready because
  ///     it listens
  static Optional<NodeEvent> toNodeEvent(ComponentSpec spec, ChildEvent event) {
    if (event instanceof ChildEvent.Ready && spec.readiness() instanceof Readiness.ByGrpcHealth) {
      return Optional.empty();
    }
    return Optional.of(toNodeEvent(spec.name(), event));
  }

  private static NodeEvent toNodeEvent(String component, ChildEvent event) {
    return switch (event) {
      case ChildEvent.Launched(long pid) -> new NodeEvent.Launched(component, pid);
      case ChildEvent.Bound bound ->
          new NodeEvent.Bound(
              component, bound.ports(), bound.reportedNanos(), doubt(bound.ownership()));
      case ChildEvent.Ready() -> new NodeEvent.Ready(component);
      case ChildEvent.Status status -> new NodeEvent.Said(component, status.text());
      case ChildEvent.Extended(Duration by) -> new NodeEvent.Extended(component, by);
      case ChildEvent.Failed(Verdict verdict) -> failed(component, verdict);
      case ChildEvent.Ended ended ->
          new NodeEvent.Ended(Problems.of(component, ended.status(), ended.lastLines()));
    };
  }

  private static NodeEvent failed(String component, Verdict verdict) {
    Problem problem = Problems.of(component, verdict);
    return verdict instanceof Verdict.TooLate
        ? new NodeEvent.OutOfTime(component, problem)
        : new NodeEvent.NeverReady(problem);
  }

  private static String doubt(Ownership ownership) {
    return switch (ownership) {
      case Ownership.Held() -> "";
      case Ownership.CannotTell(String why) -> "its ports could not be checked: " + why;
      case Ownership.NotHeld(String why) -> why;
    };
  }
}
