package io.nodectl.gcs.actors;

import io.nodectl.messages.ray.ActorDeathCause;
import io.nodectl.messages.ray.ActorDiedErrorContext;
import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.ActorUnschedulableContext;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.OomContext;
import io.nodectl.messages.ray.RuntimeEnvFailedContext;
import io.nodectl.messages.ray.WorkerExitType;
import io.nodectl.messages.ray.WorkerTableData;

/// Why actors die, in the form that Ray 2.60's drivers read.
final class DeathCauses {

  private DeathCauses() {}

  /// Its worker has ended, for whatever reason the raylet has given.
  static ActorDeathCause worker(ActorTableData actor, WorkerTableData worker) {
    if (worker.hasCreationTaskException()) {
      return ActorDeathCause.newBuilder()
          .setCreationTaskFailureContext(worker.getCreationTaskException())
          .build();
    }
    if (worker.getExitType() == WorkerExitType.NODE_OUT_OF_MEMORY) {
      return ActorDeathCause.newBuilder()
          .setOomContext(OomContext.newBuilder().setErrorMessage(worker.getExitDetail()))
          .build();
    }
    return died(
        actor,
        Reason.WORKER_DIED,
        "the actor's worker process has ended. Exit type: %s. Detail: %s"
            .formatted(worker.getExitType(), worker.getExitDetail()));
  }

  /// Its worker is gone as far as can be told from here.
  static ActorDeathCause workerLost(ActorTableData actor, String why) {
    return died(actor, Reason.WORKER_DIED, "the actor's worker cannot be reached: " + why);
  }

  static ActorDeathCause node(ActorTableData actor, NodeDeathInfo death) {
    ActorDiedErrorContext context =
        context(actor, Reason.NODE_DIED, "the actor's node has died: " + death.getReasonMessage())
            .setNodeDeathInfo(death)
            .build();
    return ActorDeathCause.newBuilder().setActorDiedErrorContext(context).build();
  }

  static ActorDeathCause owner(ActorTableData actor, String detail) {
    return died(actor, Reason.OWNER_DIED, "the actor's owner has ended: " + detail);
  }

  static ActorDeathCause killed(ActorTableData actor) {
    return died(actor, Reason.RAY_KILL, "the actor was killed by ray.kill");
  }

  static ActorDeathCause outOfScope(ActorTableData actor) {
    return died(actor, Reason.OUT_OF_SCOPE, "no handle of the actor is left");
  }

  static ActorDeathCause refDeleted(ActorTableData actor) {
    return died(actor, Reason.REF_DELETED, "no reference to the actor is left");
  }

  static ActorDeathCause runtimeEnv(String message) {
    return ActorDeathCause.newBuilder()
        .setRuntimeEnvFailedContext(
            RuntimeEnvFailedContext.newBuilder()
                .setErrorMessage("the actor's runtime environment cannot be made: " + message))
        .build();
  }

  static ActorDeathCause unschedulable(String message) {
    return ActorDeathCause.newBuilder()
        .setActorUnschedulableContext(
            ActorUnschedulableContext.newBuilder().setErrorMessage(message))
        .build();
  }

  /// Its own code has failed, and only the text of that is known: Ray's drivers cannot read a
  /// creation task's failure without the pickled exception.
  static ActorDeathCause creationFailed(ActorTableData actor, String why) {
    return ActorDeathCause.newBuilder()
        .setActorDiedErrorContext(
            context(actor, Reason.WORKER_DIED, "its creation task has failed: " + why)
                .setNeverStarted(false))
        .build();
  }

  private static ActorDeathCause died(ActorTableData actor, Reason reason, String message) {
    return ActorDeathCause.newBuilder()
        .setActorDiedErrorContext(context(actor, reason, message))
        .build();
  }

  private static ActorDiedErrorContext.Builder context(
      ActorTableData actor, Reason reason, String message) {
    return ActorDiedErrorContext.newBuilder()
        .setErrorMessage("The actor is dead because " + message)
        .setOwnerId(actor.getOwnerAddress().getWorkerId())
        .setOwnerIpAddress(actor.getOwnerAddress().getIpAddress())
        .setNodeIpAddress(actor.getAddress().getIpAddress())
        .setPid(actor.getPid())
        .setName(actor.getName())
        .setRayNamespace(actor.getRayNamespace())
        .setClassName(actor.getClassName())
        .setActorId(actor.getActorId())
        .setNeverStarted(
            actor.getState() == ActorState.DEPENDENCIES_UNREADY
                || actor.getState() == ActorState.PENDING_CREATION)
        .setReason(reason);
  }
}
