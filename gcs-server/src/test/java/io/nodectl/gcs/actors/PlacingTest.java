package io.nodectl.gcs.actors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.messages.ray.ActorDiedErrorContext.Reason;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.RequestWorkerLeaseReply.SchedulingFailureType;
import io.nodectl.messages.ray.WorkerExitType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PlacingTest {

  private static final PushTaskReply BROKEN =
      PushTaskReply.newBuilder()
          .setIsApplicationError(true)
          .setTaskExecutionError("ValueError: 8")
          .build();

  private final Stage stage = new Stage(TestActors.spec(1));

  @Test
  void an_actor_that_is_wanted_is_published_and_its_owners_raylet_asked_for_a_worker() {
    stage.wanted().is(ActorState.PENDING_CREATION);
    assertEquals(List.of("Publish", "Lease"), stage.effects());
    assertEquals(1, stage.asked());
    assertEquals(32, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId().size());
  }

  @Test
  void a_worker_that_was_leased_is_told_to_become_the_actor() {
    stage.wanted().granted(7).is(ActorState.PENDING_CREATION);
    Effect.Push push = stage.effect(Effect.Push.class);
    assertEquals(5007, push.worker().port());
    assertEquals(TestActors.worker(7), push.request().getIntendedWorkerId());
  }

  @Test
  void an_actor_whose_creation_succeeded_lives_and_its_creators_are_told_where() {
    stage.alive(7).is(ActorState.ALIVE);
    assertEquals(List.of("Publish", "AnswerCreators"), stage.effects());
    assertEquals(
        5007, stage.effect(Effect.AnswerCreators.class).reply().getActorAddress().getPort());
    assertEquals(4007, stage.row().getPid());
  }

  @Test
  void a_raylet_that_knows_a_better_one_sends_the_same_lease_there() {
    stage.on(1, 2).wanted();
    var lease = stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    stage.answered(spillTo(2));
    assertEquals(2, stage.asked());
    assertEquals(lease, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId());
  }

  @Test
  void a_better_raylet_that_is_dead_is_not_asked_but_another_lease_later() {
    stage.wanted().answered(spillTo(2));
    assertEquals(List.of("After"), stage.effects());
    stage.retry();
    assertEquals(1, stage.asked());
  }

  @Test
  void a_raylet_that_does_not_answer_is_asked_for_the_same_lease_again_after_growing_pauses() {
    stage.wanted();
    var lease = stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    Duration before = Duration.ZERO;
    for (int i = 0; i < 3; i++) {
      Phase.Leasing leasing = (Phase.Leasing) stage.actor().phase();
      stage.happens(new ActorEvent.LeaseFailed(leasing.attempt(), leasing.host()));
      Duration pause = stage.effect(Effect.After.class).delay();
      assertTrue(pause.compareTo(before) > 0);
      before = pause;
      stage.retry();
      assertEquals(lease, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId());
    }
  }

  @Test
  void without_a_node_that_gives_workers_it_waits_for_one() {
    stage.on().wanted();
    assertEquals(List.of("Publish", "After"), stage.effects());
    stage.on(3).happens(new ActorEvent.HostCame());
    assertEquals(3, stage.asked());
  }

  @Test
  void after_a_restart_the_lease_that_was_asked_for_before_is_asked_for_again() {
    stage.wanted();
    var lease = stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    stage.forget().on().happens(new ActorEvent.Restored());
    stage.on(1).happens(new ActorEvent.HostCame());
    assertEquals(lease, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId());
  }

  @Test
  void a_node_that_dies_while_it_is_asked_costs_no_restart() {
    stage.on(1, 2).wanted();
    stage.on(2);
    stage.happens(
        new ActorEvent.NodeDied(TestActors.node(1), io.nodectl.gcs.nodes.TestNodes.TERMINATED));
    stage.is(ActorState.PENDING_CREATION);
    assertEquals(2, stage.asked());
    assertEquals(0, stage.row().getNumRestarts());
  }

  @Test
  void a_worker_that_comes_too_late_is_given_back() {
    stage.wanted();
    Phase.Leasing leasing = (Phase.Leasing) stage.actor().phase();
    stage.happens(new ActorEvent.Killed(true, false));
    assertEquals(List.of("CancelLease", "Publish", "AnswerCreators"), stage.effects());
    stage.happens(
        new ActorEvent.LeaseAnswered(
            leasing.attempt(),
            leasing.host(),
            RequestWorkerLeaseReply.newBuilder()
                .setWorkerAddress(Address.newBuilder().setPort(5).setWorkerId(TestActors.worker(9)))
                .build()));
    assertEquals(5, stage.effect(Effect.ReturnWorker.class).request().getWorkerPort());
  }

  @Test
  void what_cannot_be_scheduled_is_dead_with_the_raylets_reason() {
    stage.wanted().answered(cancelled(SchedulingFailureType.SCHEDULING_CANCELLED_UNSCHEDULABLE));
    stage.is(ActorState.DEAD);
    assertTrue(stage.row().getDeathCause().hasActorUnschedulableContext());
  }

  @Test
  void an_actor_without_its_runtime_environment_is_dead() {
    stage
        .wanted()
        .answered(cancelled(SchedulingFailureType.SCHEDULING_CANCELLED_RUNTIME_ENV_SETUP_FAILED));
    stage.is(ActorState.DEAD);
    assertTrue(
        stage
            .row()
            .getDeathCause()
            .getRuntimeEnvFailedContext()
            .getErrorMessage()
            .endsWith("no such thing"));
  }

  @Test
  void a_lease_that_was_cancelled_for_another_reason_is_asked_for_again() {
    stage.wanted();
    var lease = stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    stage.answered(cancelled(SchedulingFailureType.SCHEDULING_CANCELLED_WORKER_STARTUP_FAILED));
    stage.retry();
    assertEquals(lease, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId());
  }

  @Test
  void after_a_restart_a_lease_that_was_asked_for_twice_is_not_held_for_nobody() {
    stage.wanted();
    stage.answered(cancelled(SchedulingFailureType.SCHEDULING_CANCELLED_WORKER_STARTUP_FAILED));
    var queued = stage.retry().effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    stage.forget().happens(new ActorEvent.Restored());
    assertEquals(queued, stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId());
  }

  @Test
  void a_worker_that_a_raylet_gave_without_being_heard_is_given_back_when_the_actor_ends() {
    stage.wanted();
    var lease = stage.effect(Effect.Lease.class).request().getLeaseSpec().getLeaseId();
    Phase.Leasing leasing = (Phase.Leasing) stage.actor().phase();
    stage.happens(new ActorEvent.LeaseFailed(leasing.attempt(), leasing.host()));
    stage.happens(new ActorEvent.Killed(true, false));
    assertEquals(
        List.of("CancelLease", "ReturnWorker", "Publish", "AnswerCreators"), stage.effects());
    assertEquals(lease, stage.effect(Effect.CancelLease.class).request().getLeaseId());
    assertEquals(lease, stage.effect(Effect.ReturnWorker.class).request().getLeaseId());
  }

  @Test
  void a_constructor_that_fails_waits_for_the_workers_own_report() {
    stage.wanted().granted(7);
    stage.pushed(PushTaskReply.newBuilder().setIsApplicationError(true).build());
    stage.is(ActorState.PENDING_CREATION);
    assertInstanceOf(ActorEvent.Unexplained.class, stage.effect(Effect.After.class).event());
    stage.happens(
        new ActorEvent.WorkerDied(
            TestActors.end(TestActors.worker(7), WorkerExitType.USER_ERROR).toBuilder()
                .setCreationTaskException(
                    io.nodectl.messages.ray.RayException.newBuilder()
                        .setFormattedExceptionString("ValueError"))
                .build()));
    stage.is(ActorState.DEAD);
    assertEquals(4007, stage.row().getPid());
    assertEquals(
        "ValueError",
        stage.row().getDeathCause().getCreationTaskFailureContext().getFormattedExceptionString());
  }

  @Test
  void an_actor_whose_worker_ends_while_it_is_made_dies_with_the_place_of_that_worker() {
    stage.wanted().granted(7).dies(7, WorkerExitType.SYSTEM_ERROR);
    stage.is(ActorState.DEAD);
    var context = stage.row().getDeathCause().getActorDiedErrorContext();
    assertFalse(context.getNodeIpAddress().isEmpty());
    assertEquals(4007, context.getPid());
    assertTrue(context.getNeverStarted());
  }

  @Test
  void a_constructor_that_fails_without_a_report_is_dead_with_what_the_worker_said() {
    stage.wanted().granted(7).pushed(BROKEN);
    stage.happens(stage.effect(Effect.After.class).event());
    assertDeadOf("ValueError: 8", stage);
    assertEquals(List.of("Kill", "ReturnWorker", "Publish", "AnswerCreators"), stage.effects());
  }

  @Test
  void a_constructor_that_fails_is_told_of_also_if_the_raylet_has_not_heard_why_the_worker_ended() {
    Stage eternal = new Stage(TestActors.spec(1, actor -> actor.setMaxActorRestarts(-1)));
    eternal.wanted().granted(7).pushed(BROKEN).dies(7, WorkerExitType.SYSTEM_ERROR);
    assertDeadOf("ValueError: 8", eternal);
    assertEquals(List.of("Publish", "AnswerCreators"), eternal.effects());
  }

  /// In the form that drivers of Ray can read without a pickled exception.
  private static void assertDeadOf(String why, Stage stage) {
    stage.is(ActorState.DEAD);
    var context = stage.row().getDeathCause().getActorDiedErrorContext();
    assertTrue(context.getErrorMessage().contains(why), context::toString);
    assertEquals(Reason.WORKER_DIED, context.getReason());
    assertFalse(context.getNeverStarted());
    assertEquals(4007, context.getPid());
  }

  private static RequestWorkerLeaseReply spillTo(int node) {
    return RequestWorkerLeaseReply.newBuilder()
        .setRetryAtRayletAddress(Address.newBuilder().setNodeId(TestActors.node(node)))
        .build();
  }

  private static RequestWorkerLeaseReply cancelled(SchedulingFailureType why) {
    return RequestWorkerLeaseReply.newBuilder()
        .setCanceled(true)
        .setFailureType(why)
        .setSchedulingFailureMessage("no such thing")
        .build();
  }
}
