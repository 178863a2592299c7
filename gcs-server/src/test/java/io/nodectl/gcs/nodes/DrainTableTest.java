package io.nodectl.gcs.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.gcs.storage.Tables;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.messages.ray.autoscaler.DrainNodeReason;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrainTableTest {

  private static final long DEADLINE_MS = 1000;

  private final Tables tables = TestStores.tables();
  private final DrainTable drains = new DrainTable(tables);

  @Test
  void who_does_not_answer_after_the_deadline_was_preempted() {
    drains.keep(wish(DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION));
    assertEquals(Optional.empty(), drains.causeOfDeath(TestNodes.id(1), DEADLINE_MS - 1));
    assertEquals(
        Optional.of(
            NodeDeathInfo.newBuilder()
                .setReason(Reason.AUTOSCALER_DRAIN_PREEMPTED)
                .setReasonMessage("spot")
                .build()),
        drains.causeOfDeath(TestNodes.id(1), DEADLINE_MS));
  }

  @Test
  void an_idle_node_that_does_not_answer_died_of_something_else() {
    drains.keep(wish(DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION));
    assertEquals(Optional.empty(), drains.causeOfDeath(TestNodes.id(1), DEADLINE_MS));
  }

  @Test
  void a_dead_node_is_not_to_be_emptied_any_more() {
    var nodes = new NodeTable(tables);
    nodes.register(TestNodes.id(1), TestNodes.worker(1), 1);
    drains.keep(wish(DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION));
    nodes.bury(TestNodes.id(1), TestNodes.TERMINATED, 2);
    assertEquals(List.of(), drains.all());
  }

  private static DrainNodeRequest wish(DrainNodeReason reason) {
    return DrainNodeRequest.newBuilder()
        .setNodeId(TestNodes.id(1).bytes())
        .setReason(reason)
        .setReasonMessage("spot")
        .setDeadlineTimestampMs(DEADLINE_MS)
        .build();
  }
}
