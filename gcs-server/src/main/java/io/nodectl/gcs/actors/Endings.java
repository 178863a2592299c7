package io.nodectl.gcs.actors;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.actors.Phase.Attempt;
import io.nodectl.gcs.actors.Phase.Creating;
import io.nodectl.gcs.actors.Phase.Ending;
import io.nodectl.gcs.actors.Phase.Failure;
import io.nodectl.gcs.actors.Phase.Leasing;
import io.nodectl.gcs.actors.Phase.Waiting;
import io.nodectl.messages.ray.ActorDeathCause;
import io.nodectl.messages.ray.ActorTableData;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.WorkerExitType;
import io.nodectl.messages.ray.WorkerTableData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What becomes of an actor that has lost its worker, or is to end.
final class Endings {

  /// How long a worker may take to finish what it has begun: Ray 2.60's.
  private static final Duration GRACE = Duration.ofSeconds(30);

  /// A raylet finds a worker by the lease.
  private static final int UNKNOWN_PORT = 0;

  /// How a worker is to be ended.
  private enum Force {
    GENTLE,
    KILL,
    /// It has ended already.
    NONE
  }

  private Endings() {}

  static Step workerDied(Actor actor, WorkerTableData worker, Circumstances now) {
    ByteString id = worker.getWorkerAddress().getWorkerId();
    if (actor.phase() instanceof Ending ending && ending.worker().equals(id)) {
      return Step.to(actor.with(Actor.IDLE));
    }
    boolean creating =
        actor.phase() instanceof Creating phase && phase.grant().worker().getWorkerId().equals(id);
    if (!creating && !livesIn(actor.row(), id)) {
      return Step.none(actor);
    }
    Actor idle = new Actor(placed(actor), Actor.IDLE);
    if (ownFailure(actor).isPresent() && !worker.hasCreationTaskException()) {
      // The raylet has not heard why: that came with the answer to the push alone.
      String why = ownFailure(actor).get().why();
      return end(idle, DeathCauses.creationFailed(idle.row(), why), Force.NONE, now);
    }
    WorkerExitType exit = worker.getExitType();
    boolean byItself =
        worker.hasCreationTaskException()
            || exit == WorkerExitType.INTENDED_USER_EXIT
            || exit == WorkerExitType.USER_ERROR;
    ActorDeathCause cause = DeathCauses.worker(idle.row(), worker);
    return byItself ? end(idle, cause, Force.NONE, now) : lose(idle, cause, now);
  }

  static Step nodeDied(Actor actor, ActorEvent.NodeDied died, Circumstances now) {
    Actor idle = new Actor(placed(actor), Actor.IDLE);
    ActorDeathCause cause = DeathCauses.node(idle.row(), died.death());
    return switch (actor.phase()) {
      case Leasing leasing when leasing.host().node().equals(died.node()) ->
          // Nothing of the actor has run there.
          Placing.begin(idle, leasing.attempt().anew(), now);
      case Creating creating when creating.host().node().equals(died.node()) ->
          lose(idle, cause, now);
      case Ending ending when ending.host().node().equals(died.node()) -> Step.to(idle);
      default ->
          actor.state() == ActorState.ALIVE
                  && actor.row().getAddress().getNodeId().equals(died.node())
              ? lose(idle, cause, now)
              : Step.none(actor);
    };
  }

  /// The time to report how the worker ended is over.
  static Step unexplained(Actor actor, Attempt attempt, Circumstances now) {
    if (!(actor.phase() instanceof Creating creating
        && creating.attempt().equals(attempt)
        && creating.failure().isPresent())) {
      return Step.none(actor);
    }
    Failure failure = creating.failure().get();
    if (failure.byActor()) {
      return die(actor, DeathCauses.creationFailed(placed(actor), failure.why()), now);
    }
    List<Effect> away = endWorker(actor, DeathCauses.killed(actor.row()), Force.KILL, now);
    return lose(actor.with(Actor.IDLE), DeathCauses.workerLost(actor.row(), failure.why()), now)
        .after(away);
  }

  static Step killed(Actor actor, ActorEvent.Killed killed, Circumstances now) {
    ActorDeathCause cause = DeathCauses.killed(actor.row());
    if (!killed.restart()) {
      return end(actor, cause, killed.force() ? Force.KILL : Force.GENTLE, now);
    }
    if (actor.state() == ActorState.DEPENDENCIES_UNREADY) {
      return Step.none(actor);
    }
    List<Effect> away = endWorker(actor, cause, killed.force() ? Force.KILL : Force.GENTLE, now);
    return actor.state() == ActorState.ALIVE || actor.phase() instanceof Creating
        // Its end is reported, and counts then.
        ? new Step(actor, away)
        : lose(actor.with(Actor.IDLE), cause, now).after(away);
  }

  /// Ends an actor for good, at once.
  static Step die(Actor actor, ActorDeathCause cause, Circumstances now) {
    return end(actor, cause, Force.KILL, now);
  }

  /// Ends an actor for good; its worker may finish what it does.
  static Step retire(Actor actor, ActorDeathCause cause, Circumstances now) {
    return end(actor, cause, Force.GENTLE, now);
  }

  static Step graceOver(Actor actor, ByteString worker) {
    return actor.phase() instanceof Ending ending && ending.worker().equals(worker)
        ? Step.to(
            actor.with(Actor.IDLE),
            new Effect.Kill(
                ending.host().raylet(),
                Requests.kill(actor.row(), worker, actor.row().getDeathCause(), true)))
        : Step.none(actor);
  }

  /// An actor whose worker is gone comes back, or dies.
  private static Step lose(Actor actor, ActorDeathCause cause, Circumstances now) {
    if (!Restarts.hasOneLeft(actor.row())) {
      return end(actor, cause, Force.NONE, now);
    }
    ActorTableData row = Restarts.again(actor.row(), now.nowMs()).build();
    return Placing.begin(actor.with(row), Attempt.first(row), now)
        .after(List.of(new Effect.Publish(row)));
  }

  private static Step end(Actor actor, ActorDeathCause cause, Force force, Circumstances now) {
    ActorTableData row =
        placed(actor).toBuilder()
            .setState(ActorState.DEAD)
            .setDeathCause(cause)
            .setEndTime(now.nowMs())
            .setTimestamp((double) now.nowMs())
            .clearResourceMapping()
            .build();
    List<Effect> effects = new ArrayList<>(endWorker(actor, cause, force, now));
    effects.add(new Effect.Publish(row));
    effects.add(new Effect.AnswerCreators(Requests.notMade(row)));
    Phase phase = Actor.IDLE;
    if (force == Force.GENTLE && actor.state() == ActorState.ALIVE) {
      ByteString worker = actor.row().getAddress().getWorkerId();
      phase =
          now.livingNode(actor.row().getAddress().getNodeId())
              .<Phase>map(host -> new Ending(host, worker))
              .orElse(phase);
      effects.add(new Effect.After(GRACE, new ActorEvent.GraceOver(worker)));
    }
    return new Step(new Actor(row, phase), List.copyOf(effects));
  }

  private static List<Effect> endWorker(
      Actor actor, ActorDeathCause cause, Force force, Circumstances now) {
    if (force == Force.NONE) {
      return List.of();
    }
    ActorTableData row = actor.row();
    return switch (actor.phase()) {
      case Leasing(Attempt attempt, Host host) ->
          List.of(new Effect.CancelLease(host.raylet(), Requests.cancel(row, attempt)));
      // Its raylet may have the request in line, or have given a worker that nobody heard of.
      case Waiting(Attempt attempt, Optional<Host> host) when host.isPresent() ->
          List.of(
              new Effect.CancelLease(host.get().raylet(), Requests.cancel(row, attempt)),
              new Effect.ReturnWorker(
                  host.get().raylet(), Requests.giveBack(row, attempt, UNKNOWN_PORT)));
      case Creating creating -> {
        ByteString worker = creating.grant().worker().getWorkerId();
        int port = creating.grant().worker().getPort();
        yield List.of(
            new Effect.Kill(creating.host().raylet(), Requests.kill(row, worker, cause, true)),
            new Effect.ReturnWorker(
                creating.host().raylet(), Requests.giveBack(row, creating.attempt(), port)));
      }
      case Phase.Idle _, Waiting _, Ending _ ->
          row.getState() == ActorState.ALIVE ? kill(row, cause, force, now) : List.of();
    };
  }

  private static List<Effect> kill(
      ActorTableData row, ActorDeathCause cause, Force force, Circumstances now) {
    ByteString worker = row.getAddress().getWorkerId();
    return now.livingNode(row.getAddress().getNodeId()).stream()
        .<Effect>map(
            host ->
                new Effect.Kill(
                    host.raylet(), Requests.kill(row, worker, cause, force == Force.KILL)))
        .toList();
  }

  /// The row with the worker in which the actor is being made: so its death tells where that was.
  private static ActorTableData placed(Actor actor) {
    return actor.phase() instanceof Creating creating
        ? actor.row().toBuilder()
            .setAddress(creating.grant().worker())
            .setPid(creating.grant().pid())
            .build()
        : actor.row();
  }

  /// How the actor's own code has failed, if that is known.
  private static Optional<Failure> ownFailure(Actor actor) {
    return actor.phase() instanceof Creating creating
        ? creating.failure().filter(Failure::byActor)
        : Optional.empty();
  }

  private static boolean livesIn(ActorTableData actor, ByteString worker) {
    return actor.getState() == ActorState.ALIVE && actor.getAddress().getWorkerId().equals(worker);
  }
}
