package io.nodectl.gcs.autoscaler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import io.nodectl.messages.ray.ResourceDemand;
import io.nodectl.messages.ray.ResourceLoad;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.NodeState;
import io.nodectl.messages.ray.autoscaler.NodeStatus;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ClusterStatesTest {

  private static final long NOW_MS = 100_000;

  private final ClusterView view = new ClusterView();

  @Test
  void a_node_is_running_idle_or_draining_as_it_says() {
    view.registered(TestNodes.worker(1));
    assertEquals(NodeStatus.RUNNING, only().getStatus());
    view.report(TestNodes.id(1), idleFor(5), NOW_MS - 1000);
    assertEquals(NodeStatus.IDLE, only().getStatus());
    assertEquals(1005, only().getIdleDurationMs());
    view.drain(TestNodes.id(1), 0);
    assertEquals(NodeStatus.DRAINING, only().getStatus());
  }

  @Test
  void a_dead_node_is_listed_without_resources() {
    GcsNodeInfo dead = TestNodes.worker(1).toBuilder().setState(GcsNodeState.DEAD).build();
    NodeState state =
        state(List.of(dead), List.of(), ResourceLoad.getDefaultInstance()).getNodeStates(0);
    assertEquals(NodeStatus.DEAD, state.getStatus());
    assertEquals(0, state.getTotalResourcesCount());
  }

  @Test
  void what_raylets_are_asked_for_is_pending() {
    ResourceDemand demand =
        ResourceDemand.newBuilder()
            .putShape("CPU", 7)
            .setNumInfeasibleRequestsQueued(2)
            .setBacklogSize(1)
            .build();
    ClusterResourceState state =
        state(List.of(), List.of(), ResourceLoad.newBuilder().addResourceDemands(demand).build());
    assertEquals(3, state.getPendingResourceRequests(0).getCount());
    assertEquals(
        Map.of("CPU", 7.0),
        state.getPendingResourceRequests(0).getRequest().getResourcesBundleMap());
  }

  @Test
  void groups_that_wait_are_pending_together() {
    PlacementGroupTableData group =
        PlacementGroupTableData.newBuilder()
            .setStrategy(PlacementStrategy.STRICT_SPREAD)
            .addBundles(Bundle.newBuilder().putUnitResources("CPU", 1))
            .build();
    var gang =
        state(List.of(), List.of(group), ResourceLoad.getDefaultInstance())
            .getPendingGangResourceRequests(0);
    assertTrue(gang.getDetails().endsWith(":STRICT_SPREAD|PENDING"));
    assertEquals(
        "_PG_", gang.getRequests(0).getPlacementConstraints(0).getAntiAffinity().getLabelName());
  }

  @Test
  void groups_that_are_there_are_labels_of_their_nodes() {
    view.registered(TestNodes.worker(1));
    PlacementGroupTableData group =
        PlacementGroupTableData.newBuilder()
            .setState(PlacementGroupState.CREATED)
            .addBundles(Bundle.newBuilder().setNodeId(TestNodes.id(1).bytes()))
            .build();
    ClusterResourceState state =
        state(List.of(TestNodes.worker(1)), List.of(group), ResourceLoad.getDefaultInstance());
    assertEquals(Map.of("_PG_", ""), state.getNodeStates(0).getDynamicLabelsMap());
    assertEquals(0, state.getPendingGangResourceRequestsCount());
  }

  @Test
  void the_report_for_the_first_autoscaler_is_json_that_names_all_nodes() {
    view.registered(TestNodes.worker(1).toBuilder().putResourcesTotal("CPU", 4).build());
    String json =
        StatusReport.of(
            new ClusterStates.Moment(
                view.snapshot().nodes().toList(), ResourceLoad.getDefaultInstance(), NOW_MS),
            List.of());
    assertTrue(json.contains("\"usage\": {\"CPU\": [0.0, 4.0]}"), json);
    assertTrue(
        json.contains("\"active_nodes\": {\"node_" + TestNodes.id(1).hex() + "\": 1}"), json);
  }

  private NodeState only() {
    return state(List.of(TestNodes.worker(1)), List.of(), ResourceLoad.getDefaultInstance())
        .getNodeStates(0);
  }

  private ClusterResourceState state(
      List<GcsNodeInfo> nodes, List<PlacementGroupTableData> groups, ResourceLoad demand) {
    return ClusterStates.of(
        new Census(nodes, groups, Optional.empty(), Optional.empty(), "session"),
        new ClusterStates.Moment(view.snapshot().nodes().toList(), demand, NOW_MS),
        1);
  }

  private static ResourceViewSyncMessage idleFor(long ms) {
    return ResourceViewSyncMessage.newBuilder().setIdleDurationMs(ms).build();
  }
}
