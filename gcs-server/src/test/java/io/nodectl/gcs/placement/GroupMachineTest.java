package io.nodectl.gcs.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.placement.Group.Phase;
import io.nodectl.messages.ray.PlacementGroupStats.SchedulingState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class GroupMachineTest {

  private static final NodeId ONE = TestNodes.id(1);
  private static final NodeId TWO = TestNodes.id(2);
  private static final Plan BOTH = new Plan.Placed(Map.of(0, ONE, 1, TWO), "");

  private Instant now = Instant.ofEpochMilli(1_000_000);
  private Group group =
      new Group(
          GroupStats.created(TestGroups.group(1, PlacementStrategy.SPREAD, 1, 1), now),
          new Phase.Waiting(0),
          0);
  private List<GroupEffect> effects = List.of();
  private boolean kept;

  @Test
  void a_group_is_prepared_then_kept_then_committed_then_there() {
    on(new GroupEvent.Planned(BOTH));
    assertEquals(Set.of(ONE, TWO), only(GroupEffect.Prepare.class).bundles().keySet());
    assertFalse(kept);
    on(prepared(ONE, true));
    assertEquals(List.of(), effects);
    on(prepared(TWO, true));
    assertTrue(kept);
    assertEquals(PlacementGroupState.PREPARED, group.row().getState());
    assertEquals(TWO.bytes(), group.row().getBundles(1).getNodeId());
    assertEquals(Set.of(ONE, TWO), only(GroupEffect.Commit.class).bundles().keySet());
    on(committed(TWO, true));
    now = now.plusMillis(3);
    on(committed(ONE, true));
    assertTrue(kept);
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
    assertEquals(List.of(new GroupEffect.TellReady()), effects);
    assertEquals(3000, group.row().getStats().getEndToEndCreationLatencyUs());
    assertEquals(SchedulingState.FINISHED, group.row().getStats().getSchedulingState());
  }

  @Test
  void one_refusal_has_all_nodes_give_back() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(prepared(TWO, false));
    assertEquals(PlacementGroupState.PENDING, group.row().getState());
    assertEquals(Set.of(ONE, TWO), ((GroupEffect.Return) effects.getFirst()).bundles().keySet());
    assertEquals(new GroupEffect.Retry(Duration.ofMillis(100)), effects.getLast());
    assertEquals(ByteString.EMPTY, group.row().getBundles(0).getNodeId());
  }

  @Test
  void without_room_it_is_tried_again_later_and_later() {
    on(new GroupEvent.Planned(new Plan.NoRoom()));
    assertTrue(kept);
    assertEquals(List.of(new GroupEffect.Retry(Duration.ofMillis(100))), effects);
    on(new GroupEvent.Planned(new Plan.NoRoom()));
    assertFalse(kept);
    assertEquals(List.of(new GroupEffect.Retry(Duration.ofMillis(150))), effects);
    for (int i = 0; i < 20; i++) {
      on(new GroupEvent.Planned(new Plan.NoRoom()));
    }
    assertEquals(List.of(new GroupEffect.Retry(Duration.ofSeconds(1))), effects);
    assertEquals(1000, group.row().getStats().getHighestRetryDelayMs());
    assertEquals(22, group.row().getStats().getSchedulingAttempt());
  }

  @Test
  void what_cannot_be_placed_at_all_waits_for_other_nodes() {
    on(new GroupEvent.Planned(new Plan.Infeasible()));
    assertEquals(List.of(), effects);
    assertEquals(SchedulingState.INFEASIBLE, group.row().getStats().getSchedulingState());
  }

  @Test
  void the_bundles_of_a_lost_node_alone_are_placed_again() {
    create();
    on(new GroupEvent.NodeLost(TWO));
    assertTrue(kept);
    assertEquals(PlacementGroupState.RESCHEDULING, group.row().getState());
    assertEquals(List.of(new GroupEffect.Retry(Duration.ZERO)), effects);
    assertEquals(ONE.bytes(), group.row().getBundles(0).getNodeId());
    on(new GroupEvent.Planned(new Plan.Placed(Map.of(1, TestNodes.id(3)), "")));
    assertEquals(Set.of(TestNodes.id(3)), only(GroupEffect.Prepare.class).bundles().keySet());
    on(prepared(TestNodes.id(3), true));
    on(committed(TestNodes.id(3), true));
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
  }

  @Test
  void the_loss_of_another_node_is_nothing() {
    create();
    on(new GroupEvent.NodeLost(TestNodes.id(9)));
    assertFalse(kept);
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
  }

  @Test
  void a_node_that_is_lost_while_it_prepares_has_refused() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(new GroupEvent.NodeLost(TWO));
    assertInstanceOf(GroupEffect.Return.class, effects.getFirst());
    assertInstanceOf(Phase.Waiting.class, group.phase());
  }

  @Test
  void a_node_that_is_lost_while_others_commit_is_replaced() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(prepared(TWO, true));
    on(committed(TWO, true));
    on(new GroupEvent.NodeLost(TWO));
    on(committed(ONE, true));
    assertEquals(PlacementGroupState.RESCHEDULING, group.row().getState());
    assertEquals(ONE.bytes(), group.row().getBundles(0).getNodeId());
    assertEquals(ByteString.EMPTY, group.row().getBundles(1).getNodeId());
  }

  @Test
  void an_answer_to_an_older_round_is_nothing() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, false));
    on(prepared(TWO, true));
    on(new GroupEvent.Planned(BOTH));
    on(new GroupEvent.Prepared(1, ONE, true));
    on(prepared(TWO, true));
    assertInstanceOf(Phase.Preparing.class, group.phase());
  }

  @Test
  void a_group_that_is_removed_gives_all_back() {
    create();
    on(new GroupEvent.RemovalAsked());
    assertTrue(kept);
    assertEquals(PlacementGroupState.REMOVED, group.row().getState());
    assertEquals(Set.of(ONE, TWO), ((GroupEffect.Return) effects.getFirst()).bundles().keySet());
    assertEquals(new GroupEffect.TellRemoved(), effects.getLast());
    on(new GroupEvent.RemovalAsked());
    assertFalse(kept);
    assertEquals(List.of(), effects);
  }

  @Test
  void one_that_is_removed_while_nodes_prepare_gives_back_when_they_have_answered() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(new GroupEvent.RemovalAsked());
    assertEquals(PlacementGroupState.REMOVED, group.row().getState());
    on(prepared(TWO, true));
    assertEquals(Set.of(ONE, TWO), only(GroupEffect.Return.class).bundles().keySet());
    assertEquals(PlacementGroupState.REMOVED, group.row().getState());
  }

  @Test
  void one_that_is_removed_while_nodes_commit_gives_back_when_they_have_answered() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(prepared(TWO, true));
    on(new GroupEvent.RemovalAsked());
    on(committed(ONE, true));
    on(committed(TWO, false));
    assertEquals(Set.of(ONE, TWO), only(GroupEffect.Return.class).bundles().keySet());
  }

  @Test
  void a_group_ends_with_the_job_that_made_it() {
    create();
    on(new GroupEvent.JobOver());
    assertEquals(PlacementGroupState.REMOVED, group.row().getState());
  }

  @Test
  void a_detached_group_outlives_its_job() {
    group = group.with(group.row().toBuilder().setIsDetached(true).build());
    create();
    on(new GroupEvent.JobOver());
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
    assertTrue(group.row().getCreatorJobDead());
  }

  @Test
  void a_group_that_an_actor_made_ends_when_actor_and_job_are_over() {
    PlacementGroupTableData.Builder made = group.row().toBuilder().setCreatorActorDead(false);
    group = group.with(made.build());
    create();
    on(new GroupEvent.JobOver());
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
    on(new GroupEvent.ActorOver());
    assertEquals(PlacementGroupState.REMOVED, group.row().getState());
  }

  private void create() {
    on(new GroupEvent.Planned(BOTH));
    on(prepared(ONE, true));
    on(prepared(TWO, true));
    on(committed(ONE, true));
    on(committed(TWO, true));
    assertEquals(PlacementGroupState.CREATED, group.row().getState());
  }

  private void on(GroupEvent event) {
    GroupStep step = GroupMachine.on(group, event, now);
    group = step.next();
    effects = step.effects();
    kept = step.keep();
  }

  private <T extends GroupEffect> T only(Class<T> kind) {
    assertEquals(1, effects.size());
    return assertInstanceOf(kind, effects.getFirst());
  }

  private GroupEvent prepared(NodeId node, boolean success) {
    return new GroupEvent.Prepared(group.rounds(), node, success);
  }

  private GroupEvent committed(NodeId node, boolean success) {
    return new GroupEvent.Committed(group.rounds(), node, success);
  }
}
