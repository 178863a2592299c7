package io.nodectl.gcs.actors;

import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.gcs.actors.Phase.Waiting;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import java.util.List;

/// What events make of an actor: a pure function.
///
/// ```
/// DEPENDENCIES_UNREADY -> PENDING_CREATION -> ALIVE <-> RESTARTING
///          |                     |              |           |
///          +---------------------+-----> DEAD <-+-----------+
///                                          |
///                   only if out of scope   +---> RESTARTING
/// ```
///
/// PENDING_CREATION and RESTARTING are where [Placing] is at work.
final class ActorMachine {

  private ActorMachine() {}

  static Step step(Actor actor, ActorEvent event, Circumstances now) {
    return actor.isDead() ? stepDead(actor, event, now) : stepLiving(actor, event, now);
  }

  private static Step stepLiving(Actor actor, ActorEvent event, Circumstances now) {
    ActorTableData row = actor.row();
    return switch (event) {
      case ActorEvent.Wanted() -> wanted(actor, now);
      case ActorEvent.Restored() -> restored(actor, now);
      case ActorEvent.RetryDue(Attempt attempt) ->
          actor.phase() instanceof Waiting waiting && waiting.attempt().equals(attempt)
              ? Placing.resume(actor, waiting, now)
              : Step.none(actor);
      case ActorEvent.HostCame() ->
          actor.phase() instanceof Waiting waiting && waiting.host().isEmpty()
              ? Placing.resume(actor, waiting, now)
              : Step.none(actor);
      case ActorEvent.LeaseAnswered answered -> Placing.answered(actor, answered, now);
      case ActorEvent.LeaseFailed failed -> Placing.notAnswered(actor, failed);
      case ActorEvent.Pushed pushed -> Placing.pushed(actor, pushed, now);
      case ActorEvent.PushFailed failed -> Placing.notPushed(actor, failed);
      case ActorEvent.Unexplained(Attempt attempt) -> Endings.unexplained(actor, attempt, now);
      case ActorEvent.WorkerDied(var worker) -> Endings.workerDied(actor, worker, now);
      case ActorEvent.NodeDied died -> Endings.nodeDied(actor, died, now);
      case ActorEvent.Preempted(var node) ->
          actor.state() == ActorState.ALIVE && row.getAddress().getNodeId().equals(node)
              ? preempted(actor)
              : Step.none(actor);
      case ActorEvent.OwnerDied(String detail) ->
          row.getIsDetached() && actor.state() != ActorState.DEPENDENCIES_UNREADY
              ? Step.none(actor)
              : Endings.die(actor, DeathCauses.owner(row, detail), now);
      case ActorEvent.JobEnded() ->
          row.getIsDetached()
              ? Step.none(actor)
              : Endings.die(actor, DeathCauses.owner(row, "its job has ended"), now);
      case ActorEvent.Killed killed -> Endings.killed(actor, killed, now);
      case ActorEvent.OutOfScope(long lineageRestarts) ->
          lineageRestarts < row.getNumRestartsDueToLineageReconstruction()
              // It was wanted back since.
              ? Step.none(actor)
              : Endings.retire(actor, DeathCauses.outOfScope(row), now);
      case ActorEvent.RefDeleted() -> Endings.retire(actor, DeathCauses.refDeleted(row), now);
      case ActorEvent.WatchDue(int failures) -> Step.none(actor).after(watch(row, failures));
      case ActorEvent.WantedBack _, ActorEvent.GraceOver _ -> Step.none(actor);
    };
  }

  private static Step stepDead(Actor actor, ActorEvent event, Circumstances now) {
    return switch (event) {
      case ActorEvent.LeaseAnswered answered -> Placing.answered(actor, answered, now);
      case ActorEvent.WorkerDied(var worker) -> Endings.workerDied(actor, worker, now);
      case ActorEvent.NodeDied died -> Endings.nodeDied(actor, died, now);
      case ActorEvent.GraceOver(var worker) -> Endings.graceOver(actor, worker);
      case ActorEvent.WantedBack(long lineageRestarts) ->
          Restarts.canBeWantedBack(actor.row())
              ? wantedBack(actor, lineageRestarts, now)
              : Step.none(actor);
      case ActorEvent.RefDeleted(), ActorEvent.OwnerDied _, ActorEvent.JobEnded() ->
          Restarts.canBeWantedBack(actor.row())
              ? Step.to(actor.with(notWantedBack(actor.row())))
              : Step.none(actor);
      case ActorEvent.Wanted(),
          ActorEvent.Restored(),
          ActorEvent.RetryDue _,
          ActorEvent.HostCame(),
          ActorEvent.LeaseFailed _,
          ActorEvent.Pushed _,
          ActorEvent.PushFailed _,
          ActorEvent.Unexplained _,
          ActorEvent.Preempted _,
          ActorEvent.WatchDue _,
          ActorEvent.Killed _,
          ActorEvent.OutOfScope _ ->
          Step.none(actor);
    };
  }

  private static Step wanted(Actor actor, Circumstances now) {
    if (actor.state() != ActorState.DEPENDENCIES_UNREADY) {
      return Step.none(actor);
    }
    ActorTableData row =
        actor.row().toBuilder()
            .setState(ActorState.PENDING_CREATION)
            .setTimestamp((double) now.nowMs())
            .build();
    return Placing.begin(actor.with(row), Attempt.first(row), now)
        .after(List.of(new Effect.Publish(row)));
  }

  private static Step restored(Actor actor, Circumstances now) {
    boolean placed =
        actor.state() == ActorState.DEPENDENCIES_UNREADY || actor.state() == ActorState.ALIVE;
    Step step =
        placed || !(actor.phase() instanceof Phase.Idle)
            ? Step.none(actor)
            : Placing.begin(actor, Attempt.first(actor.row()), now);
    return step.after(watch(actor.row(), 0));
  }

  /// The owner of an actor that ends with its last handle is asked when that is.
  ///
  /// @param failures how often that could not be asked
  static List<Effect> watch(ActorTableData row, int failures) {
    return row.getIsDetached()
        ? List.of()
        : List.of(
            new Effect.WatchOwner(
                PeerAddress.of(row.getOwnerAddress()), Requests.watch(row), failures));
  }

  private static Step preempted(Actor actor) {
    ActorTableData row = actor.row().toBuilder().setPreempted(true).build();
    return Step.to(actor.with(row), new Effect.Publish(row));
  }

  private static Step wantedBack(Actor actor, long lineageRestarts, Circumstances now) {
    ActorTableData row =
        Restarts.again(actor.row(), now.nowMs())
            .setNumRestartsDueToLineageReconstruction(lineageRestarts)
            .build();
    return Placing.begin(new Actor(row, Actor.IDLE), Attempt.first(row), now)
        .after(List.of(new Effect.Publish(row)));
  }

  private static ActorTableData notWantedBack(ActorTableData row) {
    ActorTableData.Builder forGood = row.toBuilder();
    forGood.getDeathCauseBuilder().getActorDiedErrorContextBuilder().setReason(Reason.REF_DELETED);
    return forGood.build();
  }
}
