package io.nodectl.node;

import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Retry;
import java.time.Duration;
import java.util.Map;

/// What the supervisor says to whoever started the node: how it becomes ready, and later, if
/// anybody still listens, why it failed.
final class StarterVoice implements StepListener {
  static final String COMPONENT = "component";
  static final String PHASE = "phase";

  /// The key that tells whether the time limit stands still, with one of the two words.
  static final String LIMIT = "limit";

  static final String HELD = "held";
  static final String RUNS = "runs";

  private final Parent starter;
  private final NodeArchive archive;
  private final DebugPause pause;
  private boolean over;

  /// @param archive stepped before this one
  StarterVoice(Parent starter, NodeArchive archive, DebugPause pause) {
    this.starter = starter;
    this.archive = archive;
    this.pause = pause;
  }

  /// Tells every step of every component, and the end of the start, once.
  @Override
  public void stepped(NodeEvent event, Moment now, NodeState before, Supervision.Step step) {
    NodeState after = step.state();
    if (over) {
      tellFailure(before, after);
      return;
    }
    if (event instanceof NodeEvent.Extended(String _, Duration by)) {
      starter.extend(by);
    }
    if (pause.changesWith(event)) {
      tellLimit();
    }
    after
        .components()
        .forEach(
            (name, component) -> {
              if (component.phase() != before.component(name).phase()
                  || !component.remark().equals(before.component(name).remark())) {
                tell(name, component);
              }
            });
    if (before.phase() == NodePhase.STARTING && after.phase() != NodePhase.STARTING) {
      over = true;
      after.problem().ifPresentOrElse(this::failed, this::ready);
    }
  }

  /// It is on record too, but not every failure leaves a folder to keep a record in.
  private void tellFailure(NodeState before, NodeState after) {
    if (before.phase() != after.phase() && after.phase() == NodePhase.FAILED) {
      after.problem().ifPresent(this::failed);
    }
  }

  private void tellLimit() {
    starter.status(
        pause.isOn()
            ? "the time limit of this start stands still while somebody debugs"
            : "the time limit of this start runs again",
        Map.of(LIMIT, pause.isOn() ? HELD : RUNS));
  }

  private void tell(String name, ComponentState component) {
    String remark = component.remark().isEmpty() ? "" : ": " + component.remark();
    starter.status(
        "%s %s%s".formatted(name, component.phase().word(), remark),
        Map.of(COMPONENT, name, PHASE, component.phase().word()));
  }

  /// Says which component a failure is about to be told of: a FAIL record has no place for it.
  static void blame(Parent starter, Problem problem) {
    if (!problem.component().isEmpty()) {
      starter.status(
          problem.component() + " failed",
          Map.of(COMPONENT, problem.component(), PHASE, ComponentPhase.FAILED.word()));
    }
  }

  private void ready() {
    archive.trouble().ifPresent(why -> starter.status("warning: " + why));
    StatusParts.send(archive.status(), starter);
    starter.ready();
  }

  private void failed(Problem problem) {
    starter.fail(problem.code(), problem.message(), Retry.NO);
  }
}
