package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.gcs.actors.Phase.Grant;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.ActorDeathCause;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.CancelWorkerLeaseRequest;
import io.nodectl.messages.ray.CreateActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.LeaseSpec;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.RequestWorkerLeaseRequest;
import io.nodectl.messages.ray.ReturnWorkerLeaseRequest;
import io.nodectl.messages.ray.TaskArg;
import io.nodectl.messages.ray.TaskSpec;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;

/// What is told to raylets, workers and owners of an actor, as Ray 2.60's GCS does.
final class Requests {

  private Requests() {}

  static RequestWorkerLeaseRequest lease(ActorTableData actor, Attempt attempt, TaskSpec spec) {
    return RequestWorkerLeaseRequest.newBuilder()
        .setLeaseSpec(leaseSpec(spec).setLeaseId(leaseId(actor, attempt)))
        .build();
  }

  static CancelWorkerLeaseRequest cancel(ActorTableData actor, Attempt attempt) {
    return CancelWorkerLeaseRequest.newBuilder().setLeaseId(leaseId(actor, attempt)).build();
  }

  /// Gives a worker back that will not be used: it is to end.
  static ReturnWorkerLeaseRequest giveBack(ActorTableData actor, Attempt attempt, int port) {
    return ReturnWorkerLeaseRequest.newBuilder()
        .setLeaseId(leaseId(actor, attempt))
        .setWorkerPort(port)
        .setDisconnectWorker(true)
        .setDisconnectWorkerErrorDetail("the actor that the worker was leased for is not made")
        .build();
  }

  static PushTaskRequest push(ActorTableData actor, Grant grant, TaskSpec spec, long nowMs) {
    return PushTaskRequest.newBuilder()
        .setIntendedWorkerId(grant.worker().getWorkerId())
        .setTaskSpec(
            spec.toBuilder()
                .setAttemptNumber((int) actor.getNumRestarts())
                .setLeaseGrantTimestampMs(nowMs))
        .addAllResourceMapping(grant.mapping())
        .build();
  }

  static KillLocalActorRequest kill(
      ActorTableData actor, ByteString worker, ActorDeathCause cause, boolean force) {
    return KillLocalActorRequest.newBuilder()
        .setIntendedActorId(actor.getActorId())
        .setWorkerId(worker)
        .setForceKill(force)
        .setDeathCause(cause)
        .build();
  }

  static WaitForActorRefDeletedRequest watch(ActorTableData actor) {
    return WaitForActorRefDeletedRequest.newBuilder()
        .setIntendedWorkerId(actor.getOwnerAddress().getWorkerId())
        .setActorId(actor.getActorId())
        .build();
  }

  /// What those get who wait for an actor that lives now.
  static CreateActorReply made(ActorTableData actor, PushTaskReply answer) {
    return CreateActorReply.newBuilder()
        .setStatus(Statuses.ok())
        .setActorAddress(actor.getAddress())
        .addAllBorrowedRefs(answer.getBorrowedRefsList())
        .build();
  }

  /// What those get who wait for an actor that is dead.
  static CreateActorReply notMade(ActorTableData actor) {
    CreateActorReply.Builder reply =
        CreateActorReply.newBuilder()
            .setStatus(
                Statuses.cancelled("actor %s is dead".formatted(ActorIds.hex(actor.getActorId()))));
    if (actor.hasDeathCause()) {
      reply.setDeathCause(actor.getDeathCause());
    }
    return reply.build();
  }

  private static ByteString leaseId(ActorTableData actor, Attempt attempt) {
    return ActorIds.lease(actor.getActorId(), attempt);
  }

  private static LeaseSpec.Builder leaseSpec(TaskSpec spec) {
    LeaseSpec.Builder lease =
        LeaseSpec.newBuilder()
            .setJobId(spec.getJobId())
            .setCallerAddress(spec.getCallerAddress())
            .setType(spec.getType())
            .setActorId(spec.getActorCreationTaskSpec().getActorId())
            .setIsDetachedActor(spec.getActorCreationTaskSpec().getIsDetached())
            .setRootDetachedActorId(spec.getRootDetachedActorId())
            .setMaxActorRestarts(spec.getActorCreationTaskSpec().getMaxActorRestarts())
            .putAllRequiredResources(spec.getRequiredResourcesMap())
            .putAllRequiredPlacementResources(spec.getRequiredPlacementResourcesMap())
            .setSchedulingStrategy(spec.getSchedulingStrategy())
            .setLabelSelector(spec.getLabelSelector())
            .setDepth(spec.getDepth())
            .setRuntimeEnvInfo(spec.getRuntimeEnvInfo())
            .setParentTaskId(spec.getParentTaskId())
            .setLanguage(spec.getLanguage())
            .setFunctionDescriptor(spec.getFunctionDescriptor())
            .addAllDynamicWorkerOptions(
                spec.getActorCreationTaskSpec().getDynamicWorkerOptionsList())
            .setMaxRetries(spec.getMaxRetries())
            .setAttemptNumber(spec.getAttemptNumber())
            .setTaskName(spec.getName());
    if (spec.hasFallbackStrategy()) {
      lease.setFallbackStrategy(spec.getFallbackStrategy());
    }
    spec.getArgsList().stream()
        .filter(arg -> arg.hasObjectRef() && !arg.getIsInlined())
        .map(TaskArg::getObjectRef)
        .forEach(lease::addDependencies);
    return lease;
  }
}
