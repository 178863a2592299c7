package io.nodectl.node;

import java.util.HashMap;
import java.util.Map;

/// When the time limit of a start stands still: from the launch of a component that somebody looks
/// into at leisure until it is ready, or its debugger has left. It hears all events and asks no
/// clock.
final class DebugPause {
  private final LaunchPlan plan;

  /// How often each of them has waited for a debugger since its launch.
  private final Map<String, Integer> waits = new HashMap<>();

  DebugPause(LaunchPlan plan) {
    this.plan = plan;
  }

  boolean isOn() {
    return !waits.isEmpty();
  }

  /// Takes an event.
  ///
  /// @return whether the pause begins or ends with it
  boolean changesWith(NodeEvent event) {
    boolean before = isOn();
    hear(event);
    return before != isOn();
  }

  private void hear(NodeEvent event) {
    switch (event) {
      case NodeEvent.Launched(String name, long _) -> {
        if (plan.component(name).debugging().isLeisurely()) {
          waits.put(name, 0);
        }
      }
      case NodeEvent.DebuggerAwaited(String name, int _) -> countWait(name);
      case NodeEvent.Ready(String name) -> waits.remove(name);
      case NodeEvent.HealthKnown known -> waits.remove(known.component());
      case NodeEvent.NeverReady(Problem problem, var _) -> waits.remove(problem.component());
      case NodeEvent.OutOfTime(String _, Problem problem) -> waits.remove(problem.component());
      case NodeEvent.Ended(Problem problem, var _) -> waits.remove(problem.component());
      default -> {
        // Nothing else makes somebody wait or go.
      }
    }
  }

  /// A second wait for a debugger means that the first debugger has left; a tool stays.
  private void countWait(String name) {
    Integer before = waits.get(name);
    if (before == null) {
      return;
    }
    if (before > 0 && plan.component(name).debugging().wrapper().isEmpty()) {
      waits.remove(name);
    } else {
      waits.put(name, before + 1);
    }
  }
}
