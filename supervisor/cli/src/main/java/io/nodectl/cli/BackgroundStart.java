package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Distribution;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.NodeStarter;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.node.StartHandle;
import io.nodectl.node.StartOutcome;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Starts a node that goes on when this command has ended.
final class BackgroundStart {
  private static final Duration UNDO_GRACE = Duration.ofSeconds(10);

  private final NodeSpec spec;
  private final StartTalk talk;
  private final Outside outside;

  BackgroundStart(NodeSpec spec, StartTalk talk, Outside outside) {
    this.spec = spec;
    this.talk = talk;
    this.outside = outside;
  }

  /// Returns when the node is ready; if a signal comes before, or it does not become ready, when
  /// nothing of it is left.
  int run() throws ProblemException, InterruptedException {
    Distribution distribution = Distribution.current();
    LastPortNumbers before = talk.lastPorts();
    StartHandle handle = new StartHandle();
    Signals.Guarded start = outside.signals().guard(handle::giveUp);
    StartOutcome outcome;
    try (StartView view = talk.view()) {
      outcome =
          new NodeStarter(distribution, outside.environment(), view)
              .start(spec, talk.folder(), handle);
    }
    if (start.wasInterrupted()) {
      throw interrupted(outcome);
    }
    return switch (outcome) {
      case StartOutcome.Ready(ObjectNode status) -> {
        talk.ready(status, before);
        yield ExitCode.DONE.number();
      }
      case StartOutcome.Failed(Problem problem) -> throw new ProblemException(problem);
    };
  }

  /// The signal may have come when the node had just become ready, and nobody listened to it.
  private ProblemException interrupted(StartOutcome outcome)
      throws ProblemException, InterruptedException {
    if (outcome instanceof StartOutcome.Ready) {
      LocalNode node = LocalNodes.of(outside).choose(Optional.of(spec.name()));
      new NodeStopper(UNDO_GRACE, outside.err()::println).stop(node);
    }
    return talk.interrupted();
  }
}
