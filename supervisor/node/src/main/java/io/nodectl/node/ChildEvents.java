package io.nodectl.node;

import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
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
  /// @param limit how long the start may take as a whole
  /// @return empty if it means nothing: a child that is asked for its health is not ready because
  ///     it listens
  static Optional<NodeEvent> toNodeEvent(ComponentSpec spec, ChildEvent event, Duration limit) {
    if (event instanceof ChildEvent.Ready && spec.readiness() instanceof Readiness.ByGrpcHealth) {
      return Optional.empty();
    }
    if (event instanceof ChildEvent.Failed(Verdict.TooLate late)) {
      return Optional.of(new NodeEvent.OutOfTime(spec.name(), Problems.tooLate(spec, late, limit)));
    }
    NodeEvent told = toNodeEvent(spec.name(), event);
    return Optional.of(
        event instanceof ChildEvent.Failed(Verdict verdict)
                && spec.debugging().wrapper().isPresent()
                && mayBeCutOff(verdict)
            ? new NodeEvent.NeverReady(
                Problems.underTool(
                    Problems.of(spec.name(), verdict), spec.debugging().wrapper().get()))
            : told);
  }

  private static boolean mayBeCutOff(Verdict verdict) {
    return verdict instanceof Verdict.ClosedWithoutReporting
        || (verdict instanceof Verdict.Died died && !died.afterBound());
  }

  private static NodeEvent toNodeEvent(String component, ChildEvent event) {
    return switch (event) {
      case ChildEvent.Exited() -> new NodeEvent.Exited(component);
      case ChildEvent.Launched(long pid) -> new NodeEvent.Launched(component, pid);
      case ChildEvent.Bound bound ->
          new NodeEvent.Bound(
              component, bound.ports(), bound.reportedNanos(), doubt(bound.ownership()));
      case ChildEvent.Ready() -> new NodeEvent.Ready(component);
      case ChildEvent.Status status -> new NodeEvent.Said(component, status.text());
      case ChildEvent.Refused refused ->
          new NodeEvent.Said(component, "goes on, but a report was refused: " + refused.what());
      case ChildEvent.Extended(Duration by) -> new NodeEvent.Extended(component, by);
      case ChildEvent.DebuggerAwaited(int port) -> new NodeEvent.DebuggerAwaited(component, port);
      case ChildEvent.Failed(Verdict verdict) ->
          new NodeEvent.NeverReady(Problems.of(component, verdict), kind(verdict));
      case ChildEvent.LogDropped(long lines, long bytes, String why) ->
          new NodeEvent.LogDropped(component, lines, bytes, why);
      case ChildEvent.Ended ended ->
          new NodeEvent.Ended(
              Problems.of(component, ended.status(), ended.lastLines()), ended.status());
    };
  }

  private static Downfall.Kind kind(Verdict verdict) {
    if (verdict instanceof Verdict.OwnWords(String code, String _, Retry retry)) {
      if (code.equals(Report.Fail.NODE_DEAD)) {
        return Downfall.Kind.NODE_DEAD;
      }
      return retry == Retry.NO ? Downfall.Kind.HOPELESS : Downfall.Kind.NEVER_READY;
    }
    return Downfall.Kind.NEVER_READY;
  }

  private static String doubt(Ownership ownership) {
    return switch (ownership) {
      case Ownership.Held() -> "";
      case Ownership.CannotTell(String why) -> "its ports could not be checked: " + why;
      case Ownership.NotHeld(String why) -> why;
    };
  }
}
