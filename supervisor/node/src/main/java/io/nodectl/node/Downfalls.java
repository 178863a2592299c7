package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeAction.Remember;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.List;

/// What follows when a component fails, dies, or is to be ended and launched again.
final class Downfalls {
  /// The kind of a {@link Remember} that tells of a restart to come.
  static final String PLANNED = "restart-planned";

  private Downfalls() {}

  /// A component will not become ready, or has given up; it may still be ending.
  static void neverReady(Draft draft, NodeEvent.NeverReady event) {
    Problem problem = event.problem();
    String name = problem.component();
    ComponentState component = draft.component(name);
    if (component.phase() == ComponentPhase.RESTARTING) {
      return;
    }
    boolean served = component.phase() == ComponentPhase.READY;
    Downfall down = Downfall.of(kind(draft, event, served), problem);
    Downfall told = component.restarts() > 0 ? down.ofRestart() : down;
    draft.change(name, c -> c.failed(problem.message()).goingDown(told));
    switch (draft.phase()) {
      case STARTING -> undo(draft, problem);
      case READY, DEGRADED -> {
        if (component.pid() == 0) {
          decide(draft, name);
        }
      }
      case STOPPING -> TakingDown.nextLevel(draft);
      case STOPPED, FAILED -> {}
    }
  }

  private static Downfall.Kind kind(Draft draft, NodeEvent.NeverReady event, boolean served) {
    String name = event.problem().component();
    boolean keepsPort = draft.plan().component(name).ports().kept().isPresent();
    if (keepsPort && event.problem().code() == ExitCode.PORT_TAKEN) {
      return Downfall.Kind.PORT_LOST;
    }
    boolean ordinary = event.kind() == Downfall.Kind.NEVER_READY;
    return served && ordinary ? Downfall.Kind.CRASHED : event.kind();
  }

  private static void undo(Draft draft, Problem problem) {
    if (draft.plan().component(problem.component()).importance() != Importance.OPTIONAL) {
      TakingDown.because(draft, problem);
    }
  }

  /// A component's process is gone, with all that it had started.
  static void ended(Draft draft, NodeEvent.Ended event) {
    Problem problem = event.problem();
    String name = problem.component();
    ComponentPhase before = draft.component(name).phase();
    draft.change(name, c -> c.withPid(0));
    if (before == ComponentPhase.STOPPING || draft.phase() == NodePhase.STOPPING) {
      if (before != ComponentPhase.FAILED) {
        draft.change(name, c -> c.in(ComponentPhase.STOPPED));
      }
      TakingDown.nextLevel(draft);
      return;
    }
    boolean expected = before == ComponentPhase.FAILED || before == ComponentPhase.RESTARTING;
    if (!expected) {
      Downfall crash = Downfall.of(Downfall.Kind.CRASHED, problem);
      draft.change(name, c -> c.failed(problem.message()).goingDown(crash));
    }
    if (draft.isUp()) {
      heedExitCode(draft, name, event.status());
      decide(draft, name);
    } else if (draft.phase() == NodePhase.STARTING && !expected) {
      undo(draft, problem);
    }
  }

  /// Some exit codes say that a restart cannot help.
  private static void heedExitCode(Draft draft, String name, ExitStatus status) {
    RestartPolicy policy = draft.plan().component(name).upkeep().restart();
    Downfall down = draft.component(name).history().down().orElseThrow();
    boolean itsOwnEnd =
        down.kind() == Downfall.Kind.CRASHED || down.kind() == Downfall.Kind.NEVER_READY;
    if (itsOwnEnd
        && status instanceof ExitStatus.Exited(int code)
        && policy.noRetryExitCodes().contains(code)) {
      Downfall hopeless = new Downfall(Downfall.Kind.HOPELESS, down.reason(), down.logTail());
      draft.change(name, c -> c.goingDown(hopeless));
    }
  }

  /// Launches it again, now or later, or gives up.
  private static void decide(Draft draft, String name) {
    ComponentSpec spec = draft.plan().component(name);
    Downfall down = draft.component(name).history().down().orElseThrow();
    RestartDecision.Past past = RestartDecision.Past.of(draft.state(), name, draft.now().nanos());
    switch (RestartDecision.of(spec.upkeep(), draft.plan().budget(), down.kind(), past)) {
      case RestartDecision.GiveUp(String why) -> giveUp(draft, name, down, why);
      case RestartDecision.Again(Duration after) -> again(draft, name, down, after);
    }
  }

  private static void giveUp(Draft draft, String name, Downfall down, String why) {
    boolean fatal = draft.plan().component(name).importance() != Importance.OPTIONAL;
    String end = down.reason().endsWith(".") ? " " : ". ";
    String text = down.reason() + end + why;
    draft.act(new Remember("gave-up", name, text));
    draft.change(name, c -> c.failed(text));
    if (fatal) {
      Problem problem =
          new Problem(
              ExitCode.COMPONENT_FAILED, name, text + " The node was taken down.", down.logTail());
      TakingDown.because(draft, problem);
    }
  }

  private static void again(Draft draft, String name, Downfall down, Duration after) {
    draft.change(name, c -> c.in(ComponentPhase.RESTARTING));
    count(draft, name, down, after);
    String when = after.isZero() ? "at once" : "in about %s ms".formatted(after.toMillis());
    draft.act(new Remember(PLANNED, name, when + ": " + down.reason()));
    if (down.kind() == Downfall.Kind.PORT_LOST) {
      draft.act(new NodeAction.ForgetPort(name));
      String text = "somebody took its port before it was back; it gets another one";
      draft.act(new Remember("port-lost", name, text));
    }
    if (down.kind() == Downfall.Kind.NODE_DEAD) {
      draft.act(new NodeAction.DrawNodeId(name));
    } else if (after.isZero()) {
      Launching.again(draft, name);
    } else {
      int generation = draft.component(name).generation();
      draft.act(new NodeAction.WakeAfter(name, generation, after));
    }
  }

  private static void count(Draft draft, String name, Downfall down, Duration after) {
    if (!down.kind().counts()) {
      return;
    }
    RestartPolicy policy = draft.plan().component(name).upkeep().restart();
    Restarts past = draft.component(name).history().restarts();
    long now = draft.now().nanos();
    int row = past.inARowAt(now, policy.stableAfter());
    Duration window = draft.plan().longestWindow();
    Restarts more = past.plus(now + after.toNanos(), row, window);
    draft.change(name, c -> c.remembering(history -> history.with(more)));
  }

  /// The pause before a restart is over.
  static void restartDue(Draft draft, NodeEvent.RestartDue event) {
    ComponentState component = draft.component(event.component());
    boolean waits = component.phase() == ComponentPhase.RESTARTING && component.pid() == 0;
    if (draft.isUp() && waits && component.generation() == event.generation()) {
      Launching.again(draft, event.component());
    }
  }

  /// The node has another id: whoever waited for it is launched with it.
  static void nodeIdDrawn(Draft draft, NodeEvent.NodeIdDrawn event) {
    String old = draft.state().nodeId();
    draft.become(draft.state().withNodeId(event.nodeId()));
    String text =
        "the node is %s now: the cluster holds %s for dead".formatted(event.nodeId(), old);
    draft.act(new Remember("new-node-id", event.component(), text));
    int generation = draft.component(event.component()).generation();
    restartDue(draft, new NodeEvent.RestartDue(event.component(), generation));
  }

  /// A component does not answer: it gets no chance to end in its own way.
  static void unhealthy(Draft draft, String name, String why) {
    ComponentState component = draft.component(name);
    if (!component.isBound() || component.pid() == 0) {
      return;
    }
    String reason = "%s was unhealthy and was killed: %s".formatted(name, why);
    if (draft.isUp()) {
      draft.change(name, c -> c.remembering(past -> past.failed(reason)));
      end(draft, name, Downfall.of(Downfall.Kind.UNHEALTHY, reason), Duration.ZERO);
    } else if (draft.phase() == NodePhase.STARTING) {
      undo(draft, new Problem(ExitCode.COMPONENT_FAILED, name, reason, List.of()));
    }
  }

  /// Somebody wants a component to be launched again, also one that waits for that, or that was
  /// given up.
  static void asked(Draft draft, String name) {
    if (!draft.isUp()) {
      return;
    }
    Downfall asked = Downfall.of(Downfall.Kind.ASKED, "Somebody asked for it.");
    ComponentState component = draft.component(name);
    if (component.pid() != 0) {
      if (component.phase() != ComponentPhase.RESTARTING) {
        end(draft, name, asked, Supervisor.STOP_GRACE);
      }
    } else if (component.phase() == ComponentPhase.RESTARTING || component.phase().isOver()) {
      draft.change(name, c -> c.goingDown(asked));
      Launching.again(draft, name);
    }
  }

  /// A peer that a component has on its command line is bound to another address.
  static void peerMoved(Draft draft, String name, String peer) {
    ComponentState component = draft.component(name);
    boolean runs = component.phase().isComingUp() || component.phase() == ComponentPhase.READY;
    if (draft.isUp() && runs && component.pid() != 0) {
      String reason = "%s, which stands on its command line, has another address.".formatted(peer);
      end(draft, name, Downfall.of(Downfall.Kind.PEER_MOVED, reason), Supervisor.STOP_GRACE);
    }
  }

  private static void end(Draft draft, String name, Downfall why, Duration grace) {
    draft.change(name, c -> c.in(ComponentPhase.RESTARTING).goingDown(why));
    draft.act(new NodeAction.End(name, grace));
  }
}
