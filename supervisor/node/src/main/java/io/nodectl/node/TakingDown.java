package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeAction.Finish;
import io.nodectl.node.NodeAction.Stop;
import java.util.List;

/// How a node ends: level by level, against the needs.
final class TakingDown {
  private TakingDown() {}

  /// Somebody wants the node down.
  static void asked(Draft draft, String reason) {
    switch (draft.phase()) {
      case STARTING ->
          because(
              draft,
              Problem.ofNode(ExitCode.INTERRUPTED, "stopped before it was ready: " + reason));
      case READY, DEGRADED -> begin(draft);
      case STOPPING, STOPPED, FAILED -> {}
    }
  }

  /// Something that the node needs is broken.
  static void because(Draft draft, Problem problem) {
    switch (draft.phase()) {
      case STARTING, READY, DEGRADED -> {
        draft.become(draft.state().failing(problem));
        begin(draft);
      }
      case STOPPING -> draft.become(draft.state().failing(problem));
      case STOPPED, FAILED -> {}
    }
  }

  private static void begin(Draft draft) {
    draft.become(draft.state().in(NodePhase.STOPPING));
    for (String name : draft.state().inPhase(ComponentPhase.PLANNED, ComponentPhase.RESTARTING)) {
      if (draft.component(name).pid() == 0) {
        draft.change(name, c -> c.in(ComponentPhase.STOPPED));
      }
    }
    nextLevel(draft);
  }

  /// Stops the first level that still runs, unless it is being stopped already; ends the node after
  /// the last.
  static void nextLevel(Draft draft) {
    for (List<String> level : draft.plan().stopLevels()) {
      List<String> running = level.stream().filter(n -> draft.component(n).mayRun()).toList();
      if (!running.isEmpty()) {
        stop(draft, running);
        return;
      }
    }
    boolean failed = draft.state().problem().isPresent();
    draft.become(draft.state().in(failed ? NodePhase.FAILED : NodePhase.STOPPED));
    draft.act(new Finish());
  }

  private static void stop(Draft draft, List<String> running) {
    List<String> asked = running.stream().filter(name -> !isEnding(draft.component(name))).toList();
    asked.forEach(name -> draft.change(name, c -> c.in(ComponentPhase.STOPPING)));
    if (!asked.isEmpty()) {
      draft.act(new Stop(asked));
    }
  }

  /// A failed component is being ended by whoever found it failed.
  private static boolean isEnding(ComponentState component) {
    return component.phase() == ComponentPhase.STOPPING
        || component.phase() == ComponentPhase.FAILED;
  }
}
