package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.WorkerExitType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EndingsTest {

  private static final ActorEvent NODE_DIED =
      new ActorEvent.NodeDied(TestActors.node(1), TestNodes.TERMINATED);

  private final Stage mortal = new Stage(TestActors.spec(1));
  private final Stage twice = restarting(1);
  private final Stage eternal = restarting(-1);

  @Test
  void an_actor_without_restarts_dies_with_its_worker() {
    mortal.alive(7).dies(7, WorkerExitType.SYSTEM_ERROR).is(ActorState.DEAD);
    assertEquals(Reason.WORKER_DIED, reason(mortal));
    assertEquals(List.of("Publish", "AnswerCreators"), mortal.effects());
  }

  @Test
  void an_actor_with_restarts_is_placed_anew_until_they_are_used_up() {
    twice.alive(7).dies(7, WorkerExitType.SYSTEM_ERROR).is(ActorState.RESTARTING);
    assertEquals(List.of("Publish", "Lease"), twice.effects());
    assertEquals(1, twice.row().getNumRestarts());
    assertEquals(TestActors.node(1), twice.row().getAddress().getNodeId());
    assertEquals(ActorIds.NIL, twice.row().getAddress().getWorkerId());
    assertEquals(0, twice.row().getAddress().getPort());
    twice.granted(8).pushed().is(ActorState.ALIVE);
    twice.dies(8, WorkerExitType.SYSTEM_ERROR).is(ActorState.DEAD);
  }

  @Test
  void each_incarnation_tells_its_worker_its_number_and_leases_under_its_own_ids() {
    twice.wanted();
    var first = twice.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    twice.granted(7).pushed().dies(7, WorkerExitType.SYSTEM_ERROR);
    var second = twice.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    assertFalse(first.equals(second));
    twice.granted(8);
    assertEquals(1, twice.effect(Effect.Push.class).request().getTaskSpec().getAttemptNumber());
  }

  @Test
  void an_actor_with_unlimited_restarts_always_comes_back() {
    eternal.alive(1);
    for (int worker = 1; worker < 20; worker++) {
      eternal.dies(worker, WorkerExitType.SYSTEM_ERROR).granted(worker + 1).pushed();
    }
    eternal.is(ActorState.ALIVE);
    assertEquals(19, eternal.row().getNumRestarts());
    assertEquals(10, eternal.row().getPreviousIncarnationsCount());
  }

  @Test
  void an_actor_that_ends_itself_stays_dead() {
    eternal.alive(7).dies(7, WorkerExitType.INTENDED_USER_EXIT).is(ActorState.DEAD);
  }

  @Test
  void the_end_of_another_worker_is_none_of_its_business() {
    mortal.alive(7).dies(8, WorkerExitType.SYSTEM_ERROR).is(ActorState.ALIVE);
    assertEquals(List.of(), mortal.effects());
  }

  @Test
  void a_preempted_node_costs_no_restart() {
    twice.alive(7).happens(new ActorEvent.Preempted(TestActors.node(1)));
    assertTrue(twice.row().getPreempted());
    twice.happens(NODE_DIED).is(ActorState.RESTARTING);
    assertEquals(1, twice.row().getNumRestartsDueToNodePreemption());
    twice.granted(8).pushed().dies(8, WorkerExitType.SYSTEM_ERROR).is(ActorState.RESTARTING);
    twice.granted(9).pushed().dies(9, WorkerExitType.SYSTEM_ERROR).is(ActorState.DEAD);
  }

  @Test
  void the_death_of_its_node_is_told_with_its_cause() {
    mortal.alive(7).happens(NODE_DIED).is(ActorState.DEAD);
    assertEquals(Reason.NODE_DIED, reason(mortal));
    assertEquals(
        TestNodes.TERMINATED,
        mortal.row().getDeathCause().getActorDiedErrorContext().getNodeDeathInfo());
  }

  @Test
  void an_actor_that_is_killed_dies_and_its_worker_is_ended_by_force() {
    eternal.alive(7).happens(new ActorEvent.Killed(true, false)).is(ActorState.DEAD);
    assertEquals(List.of("Kill", "Publish", "AnswerCreators"), eternal.effects());
    assertTrue(eternal.effect(Effect.Kill.class).request().getForceKill());
    assertEquals(Reason.RAY_KILL, reason(eternal));
  }

  @Test
  void an_actor_that_is_killed_but_may_restart_does_so_when_its_worker_has_ended() {
    twice.alive(7).happens(new ActorEvent.Killed(true, true)).is(ActorState.ALIVE);
    assertEquals(List.of("Kill"), twice.effects());
    twice.dies(7, WorkerExitType.INTENDED_SYSTEM_EXIT).is(ActorState.RESTARTING);
  }

  @Test
  void an_actor_killed_while_its_worker_constructs_it_ends_with_that_worker() {
    mortal.wanted().granted(7).happens(new ActorEvent.Killed(true, false)).is(ActorState.DEAD);
    assertEquals(List.of("Kill", "ReturnWorker", "Publish", "AnswerCreators"), mortal.effects());
    assertTrue(mortal.row().getDeathCause().getActorDiedErrorContext().getNeverStarted());
  }

  @Test
  void an_actor_out_of_scope_may_finish_what_it_does_for_a_while() {
    mortal.alive(7).happens(new ActorEvent.OutOfScope(0)).is(ActorState.DEAD);
    assertFalse(mortal.effect(Effect.Kill.class).request().getForceKill());
    mortal.happens(mortal.effect(Effect.After.class).event());
    assertTrue(mortal.effect(Effect.Kill.class).request().getForceKill());
  }

  @Test
  void an_actor_out_of_scope_that_ends_in_time_is_not_ended_by_force() {
    mortal.alive(7).happens(new ActorEvent.OutOfScope(0));
    ActorEvent over = mortal.effect(Effect.After.class).event();
    mortal.dies(7, WorkerExitType.INTENDED_SYSTEM_EXIT).happens(over).is(ActorState.DEAD);
    assertEquals(List.of(), mortal.effects());
  }

  @Test
  void an_actor_out_of_scope_can_be_wanted_back_as_long_as_references_are_left() {
    eternal.alive(7).happens(new ActorEvent.OutOfScope(0)).is(ActorState.DEAD);
    eternal.happens(new ActorEvent.WantedBack(1)).is(ActorState.RESTARTING);
    eternal.granted(8).pushed().is(ActorState.ALIVE);
    eternal.happens(new ActorEvent.OutOfScope(0)).is(ActorState.ALIVE);
    eternal.happens(new ActorEvent.OutOfScope(1)).is(ActorState.DEAD);
    eternal.happens(new ActorEvent.RefDeleted());
    eternal.happens(new ActorEvent.WantedBack(2)).is(ActorState.DEAD);
    assertEquals(Reason.REF_DELETED, reason(eternal));
  }

  @Test
  void an_owner_takes_its_actors_along_but_not_the_detached_ones() {
    mortal.alive(7).happens(new ActorEvent.OwnerDied("gone")).is(ActorState.DEAD);
    assertEquals(Reason.OWNER_DIED, reason(mortal));
    Stage detached = new Stage(TestActors.spec(1, actor -> actor.setIsDetached(true)));
    detached.alive(7).happens(new ActorEvent.OwnerDied("gone")).is(ActorState.ALIVE);
    detached.happens(new ActorEvent.JobEnded()).is(ActorState.ALIVE);
  }

  @Test
  void a_detached_actor_whose_owner_ends_before_it_is_wanted_will_never_be() {
    Stage detached = new Stage(TestActors.spec(1, actor -> actor.setIsDetached(true)));
    detached.happens(new ActorEvent.OwnerDied("gone")).is(ActorState.DEAD);
  }

  @Test
  void after_a_restart_of_the_server_what_was_being_placed_is_placed_and_what_lives_is_left() {
    Stage placed = new Stage(TestActors.spec(1)).wanted();
    Stage found = new Stage(TestActors.spec(1)).alive(7);
    placed.forget().happens(new ActorEvent.Restored());
    assertEquals(List.of("WatchOwner", "Lease"), placed.effects());
    found.forget().happens(new ActorEvent.Restored()).is(ActorState.ALIVE);
    assertEquals(List.of("WatchOwner"), found.effects());
  }

  private static Stage restarting(int times) {
    return new Stage(TestActors.spec(1, actor -> actor.setMaxActorRestarts(times)));
  }

  private static Reason reason(Stage stage) {
    return stage.row().getDeathCause().getActorDiedErrorContext().getReason();
  }
}
