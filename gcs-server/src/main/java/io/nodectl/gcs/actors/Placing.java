package io.nodectl.gcs.actors;

import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.gcs.actors.Phase.Creating;
import io.nodectl.gcs.actors.Phase.Failure;
import io.nodectl.gcs.actors.Phase.Grant;
import io.nodectl.gcs.actors.Phase.Leasing;
import io.nodectl.gcs.actors.Phase.Waiting;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// From the wish that an actor be made to its life: a worker is leased and told to become it.
final class Placing {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 10;

  /// A worker that could not become the actor ends, and its raylet reports how: that says most.
  private static final Duration EXPLAINED_WITHIN = Duration.ofSeconds(10);

  private Placing() {}

  /// Looks for a worker.
  static Step begin(Actor actor, Attempt attempt, Circumstances now) {
    return now.hostFor(actor.row())
        .map(host -> ask(actor, attempt, host, now))
        .orElseGet(() -> pause(actor, attempt, Optional.empty()));
  }

  /// Looks again. Who has asked nobody yet asks for the lease that the process before this one may
  /// have asked for.
  static Step resume(Actor actor, Waiting waiting, Circumstances now) {
    if (waiting.host().isEmpty()) {
      return begin(actor, waiting.attempt(), now);
    }
    return now.host(waiting.host().get().node())
        .map(host -> ask(actor, waiting.attempt(), host, now))
        .orElseGet(() -> begin(actor, waiting.attempt().anew(), now));
  }

  static Step answered(Actor actor, ActorEvent.LeaseAnswered answer, Circumstances now) {
    RequestWorkerLeaseReply reply = answer.reply();
    boolean granted = ActorIds.isUnique(reply.getWorkerAddress().getWorkerId());
    if (!actor.phase().equals(new Leasing(answer.attempt(), answer.host()))) {
      return granted ? Step.to(actor, giveBack(actor.row(), answer)) : Step.none(actor);
    }
    if (reply.getCanceled()) {
      return cancelled(actor, answer, now);
    }
    if (granted && !reply.getRejected()) {
      return create(actor, answer, now);
    }
    if (!reply.getRejected() && ActorIds.isUnique(reply.getRetryAtRayletAddress().getNodeId())) {
      return now.host(reply.getRetryAtRayletAddress().getNodeId())
          .map(other -> ask(actor, answer.attempt(), other, now))
          .orElseGet(() -> pause(actor, answer.attempt().anew(), Optional.empty()));
    }
    return pause(actor, answer.attempt().anew(), Optional.empty());
  }

  /// The raylet may have taken the request in or not: the same one asks for the same lease.
  static Step notAnswered(Actor actor, ActorEvent.LeaseFailed failed) {
    return actor.phase().equals(new Leasing(failed.attempt(), failed.host()))
        ? pause(actor, failed.attempt(), Optional.of(failed.host()))
        : Step.none(actor);
  }

  static Step pushed(Actor actor, ActorEvent.Pushed pushed, Circumstances now) {
    if (!(actor.phase() instanceof Creating creating
        && creating.attempt().equals(pushed.attempt())
        && creating.failure().isEmpty())) {
      return Step.none(actor);
    }
    PushTaskReply reply = pushed.reply();
    boolean failed =
        reply.getIsApplicationError()
            || reply.getWorkerExiting()
            || reply.getWasCancelledBeforeRunning()
            || !reply.getTaskExecutionError().isEmpty();
    return failed
        ? awaitReason(
            actor,
            creating,
            new Failure(reply.getIsApplicationError(), reply.getTaskExecutionError()))
        : live(actor, creating, reply, now);
  }

  static Step notPushed(Actor actor, ActorEvent.PushFailed failed) {
    return actor.phase() instanceof Creating creating
            && creating.attempt().equals(failed.attempt())
            && creating.failure().isEmpty()
        ? awaitReason(actor, creating, new Failure(false, failed.why()))
        : Step.none(actor);
  }

  private static Step ask(Actor actor, Attempt attempt, Host host, Circumstances now) {
    return Step.to(
        actor.with(new Leasing(attempt, host)),
        new Effect.Lease(attempt, host, Requests.lease(actor.row(), attempt, now.spec())));
  }

  private static Step pause(Actor actor, Attempt attempt, Optional<Host> host) {
    Attempt next = attempt.failed();
    return Step.to(
        actor.with(new Waiting(next, host)),
        new Effect.After(pauseOf(attempt.failures()), new ActorEvent.RetryDue(next)));
  }

  private static Duration pauseOf(int failures) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  private static Step cancelled(Actor actor, ActorEvent.LeaseAnswered answer, Circumstances now) {
    String why = answer.reply().getSchedulingFailureMessage();
    Actor idle = actor.with(Actor.IDLE);
    return switch (answer.reply().getFailureType()) {
      case SCHEDULING_CANCELLED_RUNTIME_ENV_SETUP_FAILED ->
          Endings.die(idle, DeathCauses.runtimeEnv(why), now);
      case SCHEDULING_CANCELLED_PLACEMENT_GROUP_REMOVED ->
          Endings.die(idle, DeathCauses.unschedulable("its placement group was removed"), now);
      case SCHEDULING_CANCELLED_UNSCHEDULABLE ->
          Endings.die(idle, DeathCauses.unschedulable(why), now);
      case NOT_FAILED,
          SCHEDULING_FAILED,
          SCHEDULING_CANCELLED_INTENDED,
          SCHEDULING_CANCELLED_WORKER_STARTUP_FAILED,
          UNRECOGNIZED ->
          pause(actor, answer.attempt().anew(), Optional.empty());
    };
  }

  private static Step create(Actor actor, ActorEvent.LeaseAnswered answer, Circumstances now) {
    RequestWorkerLeaseReply reply = answer.reply();
    Grant grant =
        new Grant(reply.getWorkerAddress(), reply.getWorkerPid(), reply.getResourceMappingList());
    return Step.to(
        actor.with(new Creating(answer.attempt(), answer.host(), grant, Optional.empty())),
        new Effect.Push(
            answer.attempt(),
            PeerAddress.of(grant.worker()),
            Requests.push(actor.row(), grant, now.spec(), now.nowMs())));
  }

  private static Step live(Actor actor, Creating creating, PushTaskReply reply, Circumstances now) {
    Grant grant = creating.grant();
    ActorTableData row =
        actor.row().toBuilder()
            .setState(ActorState.ALIVE)
            .setAddress(grant.worker())
            .setNodeId(grant.worker().getNodeId())
            .setPid(grant.pid())
            .addAllResourceMapping(grant.mapping())
            .setReprName(reply.getActorReprName())
            .setStartTime(now.nowMs())
            .setTimestamp((double) now.nowMs())
            .setPreempted(false)
            .build();
    return Step.to(
        new Actor(row, Actor.IDLE),
        new Effect.Publish(row),
        new Effect.AnswerCreators(Requests.made(row, reply)));
  }

  private static Step awaitReason(Actor actor, Creating creating, Failure failure) {
    Creating failed =
        new Creating(creating.attempt(), creating.host(), creating.grant(), Optional.of(failure));
    return new Step(
        actor.with(failed),
        List.of(
            new Effect.After(EXPLAINED_WITHIN, new ActorEvent.Unexplained(creating.attempt()))));
  }

  private static Effect giveBack(ActorTableData actor, ActorEvent.LeaseAnswered answer) {
    return new Effect.ReturnWorker(
        answer.host().raylet(),
        Requests.giveBack(actor, answer.attempt(), answer.reply().getWorkerAddress().getPort()));
  }
}
