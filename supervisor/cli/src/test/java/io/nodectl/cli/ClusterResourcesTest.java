package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.GangResourceRequest;
import io.nodectl.messages.ray.autoscaler.NodeState;
import io.nodectl.messages.ray.autoscaler.NodeStatus;
import io.nodectl.messages.ray.autoscaler.ResourceRequest;
import io.nodectl.messages.ray.autoscaler.ResourceRequestByCount;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterResourcesTest {
  private static final int NODE_ID = 28;
  private static final long GIBIBYTE = 1L << 30;

  private static final ClusterResourceState STATE =
      ClusterResourceState.newBuilder()
          .addNodeStates(
              node(1)
                  .setStatus(NodeStatus.RUNNING)
                  .putTotalResources("CPU", 4)
                  .putAvailableResources("CPU", 2.5)
                  .putTotalResources("memory", 2 * GIBIBYTE)
                  .putAvailableResources("memory", 2 * GIBIBYTE)
                  .putTotalResources("node:10.0.0.1", 1)
                  .putTotalResources("CPU_group_0_aa", 1))
          .addNodeStates(node(2).setStatus(NodeStatus.DEAD))
          .addPendingResourceRequests(
              ResourceRequestByCount.newBuilder()
                  .setCount(3)
                  .setRequest(ResourceRequest.newBuilder().putResourcesBundle("GPU", 1)))
          .addPendingGangResourceRequests(
              GangResourceRequest.newBuilder().setDetails("aa:PACK|PENDING"))
          .build();

  @Test
  void people_see_what_living_nodes_have_and_what_waits() {
    assertEquals(
        List.of(
            "NODE ID   IP        STATUS   USED / TOTAL",
            "01010101  10.0.0.1  RUNNING  CPU 1.5/4, memory 0/2 GiB",
            "waiting: 3 x {GPU=1.0}",
            "waiting: placement group aa:PACK|PENDING"),
        new ClusterResources(false, 10).listing(STATE).lines());
  }

  @Test
  void with_all_the_dead_and_the_made_up_names_are_there_too() {
    List<String> lines = new ClusterResources(true, 10).listing(STATE).lines();
    assertEquals(5, lines.size());
    assertEquals(
        "01010101  10.0.0.1  RUNNING  "
            + "CPU 1.5/4, CPU_group_0_aa 1/1, memory 0/2 GiB, node:10.0.0.1 1/1",
        lines.get(1));
  }

  @Test
  void programs_get_all_amounts_of_all_names() {
    var json = new ClusterResources(false, 10).listing(STATE).json();
    assertEquals(1, json.path("nodes").size());
    assertEquals(2.5, json.path("nodes").get(0).path("available").path("CPU").asDouble());
    assertEquals(1, json.path("nodes").get(0).path("total").path("CPU_group_0_aa").asInt());
    assertEquals(3, json.path("pending_requests").get(0).path("count").asInt());
  }

  @Test
  void a_list_that_is_cut_says_so() {
    assertEquals(
        Optional.of("note: these are 1 of 2: see --limit"),
        new ClusterResources(true, 1).listing(STATE).cut());
    assertEquals(Optional.empty(), new ClusterResources(true, 2).listing(STATE).cut());
  }

  private static NodeState.Builder node(int number) {
    return NodeState.newBuilder()
        .setNodeId(ByteString.fromHex("%02x".formatted(number).repeat(NODE_ID)))
        .setNodeIpAddress("10.0.0." + number);
  }
}
