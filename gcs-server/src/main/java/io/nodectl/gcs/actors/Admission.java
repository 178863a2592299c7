package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorCreationTaskSpec;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.TaskType;
import java.util.Optional;

/// What the task that makes an actor must hold, so that it can be handed on: other programs abort
/// when they read an id of a wrong length.
final class Admission {

  private Admission() {}

  /// Why this cannot be an actor; empty if it can.
  static Optional<String> problem(TaskSpec spec) {
    ActorCreationTaskSpec creation = spec.getActorCreationTaskSpec();
    if (spec.getType() != TaskType.ACTOR_CREATION_TASK || !spec.hasActorCreationTaskSpec()) {
      return Optional.of("the task makes no actor: its type is " + spec.getType());
    }
    return wrong("actor id", creation.getActorId().size(), ActorIds.ACTOR)
        .or(() -> wrong("job id", spec.getJobId().size(), ActorIds.JOB))
        .or(
            () ->
                wrong(
                    "owner's worker id",
                    spec.getCallerAddress().getWorkerId().size(),
                    ActorIds.UNIQUE))
        .or(
            () ->
                wrong(
                    "owner's node id",
                    spec.getCallerAddress().getNodeId().size(),
                    ActorIds.UNIQUE));
  }

  private static Optional<String> wrong(String what, int length, int right) {
    return length == right
        ? Optional.empty()
        : Optional.of("the %s has %d bytes instead of %d".formatted(what, length, right));
  }
}
