package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.ResourceDemand;
import io.nodectl.messages.ray.ResourceLoad;
import io.nodectl.messages.ray.autoscaler.AutoscalingState;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.NodeState;
import io.nodectl.messages.ray.autoscaler.NodeStatus;
import io.nodectl.messages.ray.autoscaler.ResourceRequest;
import io.nodectl.messages.ray.autoscaler.ResourceRequestByCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cluster as Ray 2.60's autoscaler and `ray status` see it. Pure.
final class ClusterStates {

  private ClusterStates() {}

  /// @param now what is not kept
  /// @param version of this answer
  static ClusterResourceState of(Census kept, Moment now, long version) {
    ClusterResourceState.Builder state =
        ClusterResourceState.newBuilder()
            .setClusterResourceStateVersion(version)
            .setLastSeenAutoscalerStateVersion(
                kept.state().map(AutoscalingState::getAutoscalerStateVersion).orElse(0L))
            .setClusterSessionName(kept.session());
    Map<ByteString, NodeView> views = new HashMap<>();
    now.views().forEach(view -> views.put(view.info().getNodeId(), view));
    Map<ByteString, Map<String, String>> labels = labels(kept.groups());
    for (GcsNodeInfo node : kept.nodes()) {
      NodeState.Builder row = node(node).setNodeStateVersion(version);
      if (node.getState() == GcsNodeState.DEAD) {
        row.setStatus(NodeStatus.DEAD);
      } else {
        fill(row, Optional.ofNullable(views.get(node.getNodeId())), now.nowMs());
        row.putAllDynamicLabels(labels.getOrDefault(node.getNodeId(), Map.of()));
      }
      state.addNodeStates(row);
    }
    now.demand().getResourceDemandsList().stream()
        .map(ClusterStates::pending)
        .filter(request -> request.getCount() > 0)
        .forEach(state::addPendingResourceRequests);
    kept.groups().stream()
        .filter(GroupRows::isWaiting)
        .forEach(group -> state.addPendingGangResourceRequests(GangRequests.of(group)));
    kept.constraint().ifPresent(state::addClusterResourceConstraints);
    return state.build();
  }

  /// What is known of a cluster and not kept.
  ///
  /// @param views of the nodes
  /// @param demand what all of them are asked for
  /// @param nowMs milliseconds since the epoch
  record Moment(List<NodeView> views, ResourceLoad demand, long nowMs) {}

  private static ResourceRequestByCount pending(ResourceDemand demand) {
    return ResourceRequestByCount.newBuilder()
        .setRequest(
            ResourceRequest.newBuilder()
                .putAllResourcesBundle(demand.getShapeMap())
                .addAllLabelSelectors(demand.getLabelSelectorsList()))
        .setCount(
            demand.getNumReadyRequestsQueued()
                + demand.getNumInfeasibleRequestsQueued()
                + demand.getBacklogSize())
        .build();
  }

  private static NodeState.Builder node(GcsNodeInfo node) {
    return NodeState.newBuilder()
        .setNodeId(node.getNodeId())
        .setInstanceId(node.getInstanceId())
        .setRayNodeTypeName(node.getNodeTypeName())
        .setInstanceTypeName(node.getInstanceTypeName())
        .setNodeIpAddress(node.getNodeManagerAddress());
  }

  private static void fill(NodeState.Builder state, Optional<NodeView> known, long nowMs) {
    state.setStatus(NodeStatus.RUNNING);
    known.ifPresent(
        view -> {
          long idleMs = view.activity().idleMs(nowMs);
          state
              .setStatus(status(view, idleMs))
              .putAllAvailableResources(view.available().toMap())
              .putAllTotalResources(view.total().toMap())
              .setIdleDurationMs(idleMs)
              .addAllNodeActivity(view.activity().reasons())
              .putAllLabels(view.labels());
        });
  }

  private static NodeStatus status(NodeView view, long idleMs) {
    if (view.drain().isOn()) {
      return NodeStatus.DRAINING;
    }
    return idleMs > 0 ? NodeStatus.IDLE : NodeStatus.RUNNING;
  }

  /// For each node a label for every group that has bundles there.
  private static Map<ByteString, Map<String, String>> labels(List<PlacementGroupTableData> groups) {
    Map<ByteString, Map<String, String>> labels = new HashMap<>();
    for (PlacementGroupTableData group : groups) {
      for (Bundle bundle : group.getBundlesList()) {
        if (!bundle.getNodeId().isEmpty()) {
          labels
              .computeIfAbsent(bundle.getNodeId(), _ -> new HashMap<>())
              .put(GangRequests.label(group), "");
        }
      }
    }
    return labels;
  }
}
