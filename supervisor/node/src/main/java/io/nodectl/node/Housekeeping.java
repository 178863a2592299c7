package io.nodectl.node;

import io.nodectl.process.Children;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a supervisor does for the disk once its node is ready and nobody waits for it: removes old
/// sessions, and looks after its own log.
final class Housekeeping implements StepListener {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private final Session session;
  private final Children children;
  private boolean begun;

  Housekeeping(Session session, Children children) {
    this.session = session;
    this.children = children;
  }

  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    if (!begun && step.state().phase() == NodePhase.READY) {
      begun = true;
      Thread.ofPlatform().daemon().name("housekeeping").start(this::run);
    }
  }

  private void run() {
    children.keepOwnOutput(session.log("supervisor"));
    try {
      SessionGc.Result result =
          new SessionGc(session.node(), SessionRule.USUAL).collectBeside(session);
      if (!result.removed().isEmpty()) {
        log.info("{} old sessions were removed", result.removed().size());
      }
    } catch (ProblemException e) {
      log.warn("old sessions stay: {}", e.getMessage());
    }
  }
}
