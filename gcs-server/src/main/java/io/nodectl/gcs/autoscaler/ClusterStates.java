package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.ResourceDemand;
import io.nodectl.messages.ray.ResourceLoad;
import io.nodectl.messages.ray.autoscaler.AutoscalingState;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.NodeState;
import io.nodectl.messages.ray.autoscaler.NodeStatus;
import io.nodectl.messages.ray.autoscaler.ResourceRequest;
import io.nodectl.messages.ray.autoscaler.ResourceRequestByCount;
import java.util.List;
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
    kept.nodes().forEach(node -> state.addNodeStates(node(node, kept, now, version)));
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
  record Moment(List<NodeView> views, ResourceLoad demand, long nowMs) {

    Optional<NodeView> of(ByteString node) {
      return views.stream().filter(view -> view.info().getNodeId().equals(node)).findFirst();
    }
  }

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

  private static NodeState node(GcsNodeInfo node, Census kept, Moment now, long version) {
    NodeState.Builder state =
        NodeState.newBuilder()
            .setNodeId(node.getNodeId())
            .setInstanceId(node.getInstanceId())
            .setRayNodeTypeName(node.getNodeTypeName())
            .setInstanceTypeName(node.getInstanceTypeName())
            .setNodeIpAddress(node.getNodeManagerAddress())
            .setNodeStateVersion(version);
    if (node.getState() == GcsNodeState.DEAD) {
      return state.setStatus(NodeStatus.DEAD).build();
    }
    now.of(node.getNodeId())
        .ifPresentOrElse(
            view -> fill(state, view, now.nowMs()), () -> state.setStatus(NodeStatus.RUNNING));
    kept.groups().stream()
        .filter(group -> holds(node.getNodeId(), group))
        .forEach(group -> state.putDynamicLabels(GangRequests.label(group), ""));
    return state.build();
  }

  private static void fill(NodeState.Builder state, NodeView view, long nowMs) {
    long idleMs = view.activity().idleMs(nowMs);
    state
        .setStatus(status(view, idleMs))
        .putAllAvailableResources(view.available().toMap())
        .putAllTotalResources(view.total().toMap())
        .setIdleDurationMs(idleMs)
        .addAllNodeActivity(view.activity().reasons())
        .putAllLabels(view.labels());
  }

  private static NodeStatus status(NodeView view, long idleMs) {
    if (view.drain().isOn()) {
      return NodeStatus.DRAINING;
    }
    return idleMs > 0 ? NodeStatus.IDLE : NodeStatus.RUNNING;
  }

  private static boolean holds(ByteString node, PlacementGroupTableData group) {
    return group.getState() != PlacementGroupState.PENDING
        && group.getBundlesList().stream().anyMatch(bundle -> bundle.getNodeId().equals(node));
  }
}
