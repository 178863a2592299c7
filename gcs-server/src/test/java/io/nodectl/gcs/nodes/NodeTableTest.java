package io.nodectl.gcs.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.nodes.Departure.Departed;
import io.nodectl.gcs.nodes.Registration.Registered;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeTableTest {

  private final NodeTable table = new NodeTable(TestStores.tables());

  @Test
  void a_registered_node_is_alive_with_all_it_said_of_itself() {
    GcsNodeInfo said = TestNodes.worker(1).toBuilder().setState(GcsNodeState.DEAD).build();
    GcsNodeInfo node = register(said, 77).node();
    assertEquals(TestNodes.worker(1).toBuilder().setStartTimeMs(77).build(), node);
    assertTrue(table.isAlive(TestNodes.id(1)));
    assertEquals(List.of(node), table.all());
  }

  @Test
  void a_start_time_that_the_raylet_tells_is_kept() {
    assertEquals(
        5,
        register(TestNodes.worker(1).toBuilder().setStartTimeMs(5).build(), 77)
            .node()
            .getStartTimeMs());
  }

  @Test
  void a_node_that_registers_again_has_its_new_ports_and_its_old_start() {
    register(TestNodes.worker(1), 10);
    GcsNodeInfo moved =
        TestNodes.worker(1).toBuilder()
            .setNodeManagerAddress("10.0.0.9")
            .setRuntimeEnvAgentPort(9)
            .build();
    GcsNodeInfo node = register(moved, 20).node();
    assertEquals("10.0.0.9", node.getNodeManagerAddress());
    assertEquals(9, node.getRuntimeEnvAgentPort());
    assertEquals(10, node.getStartTimeMs());
    assertEquals(List.of(node), table.all());
  }

  @Test
  void a_dead_node_keeps_its_row_with_the_time_and_the_cause() {
    register(TestNodes.worker(1), 10);
    Departed departed =
        assertInstanceOf(Departed.class, table.bury(TestNodes.id(1), TestNodes.TERMINATED, 30));
    assertEquals(GcsNodeState.DEAD, departed.node().getState());
    assertEquals(30, departed.node().getEndTimeMs());
    assertEquals(TestNodes.TERMINATED, departed.node().getDeathInfo());
    assertEquals("node-1", departed.node().getNodeName());
    assertFalse(table.isAlive(TestNodes.id(1)));
    assertEquals(List.of(departed.node()), table.all());
  }

  @Test
  void a_dead_id_never_comes_back() {
    register(TestNodes.worker(1), 10);
    table.bury(TestNodes.id(1), TestNodes.TERMINATED, 20);
    assertEquals(
        new Registration.DeadAlready(), table.register(TestNodes.id(1), TestNodes.worker(1), 30));
    assertFalse(table.isAlive(TestNodes.id(1)));
  }

  @Test
  void the_first_death_stands_and_a_stranger_cannot_die() {
    register(TestNodes.worker(1), 10);
    table.bury(TestNodes.id(1), TestNodes.TERMINATED, 20);
    assertEquals(
        new Departure.DeadAlready(),
        table.bury(
            TestNodes.id(1),
            TestNodes.TERMINATED.toBuilder().setReason(Reason.UNEXPECTED_TERMINATION).build(),
            99));
    assertEquals(20, table.all().getFirst().getEndTimeMs());
    assertEquals(new Departure.Unknown(), table.bury(TestNodes.id(2), TestNodes.TERMINATED, 20));
  }

  @Test
  void a_new_head_makes_the_head_before_it_dead_and_leaves_workers_alone() {
    register(TestNodes.head(1), 10);
    register(TestNodes.worker(2), 10);
    Registered heir = register(TestNodes.head(3), 50);
    assertEquals(1, heir.deposed().size());
    GcsNodeInfo former = heir.deposed().getFirst();
    assertEquals(TestNodes.id(1).bytes(), former.getNodeId());
    assertEquals(50, former.getEndTimeMs());
    assertTrue(former.getDeathInfo().getReasonMessage().contains(TestNodes.id(3).hex()));
    assertTrue(table.isAlive(TestNodes.id(2)));
    assertTrue(table.isAlive(TestNodes.id(3)));
    assertFalse(table.isAlive(TestNodes.id(1)));
  }

  @Test
  void a_head_that_registers_again_does_not_depose_itself() {
    register(TestNodes.head(1), 10);
    assertEquals(List.of(), register(TestNodes.head(1), 20).deposed());
    assertTrue(table.isAlive(TestNodes.id(1)));
  }

  @Test
  void the_living_come_before_the_dead() {
    register(TestNodes.worker(1), 10);
    register(TestNodes.worker(2), 10);
    table.bury(TestNodes.id(1), TestNodes.TERMINATED, 20);
    assertEquals(
        List.of(TestNodes.id(2).bytes(), TestNodes.id(1).bytes()),
        table.all().stream().map(GcsNodeInfo::getNodeId).toList());
  }

  @Test
  void nodes_that_give_workers_come_before_those_that_do_not() {
    GcsNodeInfo useful = TestNodes.worker(2).toBuilder().setObjectStoreSocketName("store").build();
    table.register(TestNodes.id(1), TestNodes.worker(1), 1);
    table.register(TestNodes.id(2), useful, 2);
    assertEquals(
        List.of(TestNodes.id(2).bytes(), TestNodes.id(1).bytes()),
        table.living().stream().map(GcsNodeInfo::getNodeId).toList());
  }

  @Test
  void only_the_last_dead_are_remembered() {
    GcsNodeInfo node = TestNodes.worker(1);
    int all = NodeTable.RETENTION.most() + 2;
    for (int i = 0; i < all; i++) {
      NodeId id = NodeId.fromHex("%056x".formatted(all - i));
      table.register(id, node.toBuilder().setNodeId(id.bytes()).build(), i);
      table.bury(id, TestNodes.TERMINATED, 1 + i);
    }
    int remembered = NodeTable.RETENTION.remembered() + 1;
    assertEquals(remembered, table.all().size());
    assertEquals(all - remembered + 1, table.all().getFirst().getEndTimeMs());
  }

  private Registered register(GcsNodeInfo info, long nowMs) {
    return assertInstanceOf(
        Registered.class, table.register(NodeId.of(info.getNodeId()), info, nowMs));
  }
}
