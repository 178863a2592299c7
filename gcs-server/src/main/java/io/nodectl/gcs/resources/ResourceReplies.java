package io.nodectl.gcs.resources;

import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.AvailableResources;
import io.nodectl.messages.ray.DrainingNode;
import io.nodectl.messages.ray.GetAllAvailableResourcesReply;
import io.nodectl.messages.ray.GetAllTotalResourcesReply;
import io.nodectl.messages.ray.GetDrainingNodesReply;
import io.nodectl.messages.ray.ResourcesData;
import io.nodectl.messages.ray.TotalResources;

/// What is said of the nodes' resources in Ray 2.60's messages.
final class ResourceReplies {

  private ResourceReplies() {}

  /// Of all nodes. Ray 2.60's raylets never ask for this, they only count on what the syncer tells;
  /// its Python does (`ray.available_resources()`).
  static GetAllAvailableResourcesReply available(ClusterSnapshot cluster) {
    var reply = GetAllAvailableResourcesReply.newBuilder().setStatus(Statuses.ok());
    cluster
        .nodes()
        .forEach(
            node ->
                reply.addResourcesList(
                    AvailableResources.newBuilder()
                        .setNodeId(node.info().getNodeId())
                        .putAllResourcesAvailable(node.available().toMap())));
    return reply.build();
  }

  /// Of all nodes, as [#available].
  static GetAllTotalResourcesReply total(ClusterSnapshot cluster) {
    var reply = GetAllTotalResourcesReply.newBuilder().setStatus(Statuses.ok());
    cluster
        .nodes()
        .forEach(
            node ->
                reply.addResourcesList(
                    TotalResources.newBuilder()
                        .setNodeId(node.info().getNodeId())
                        .putAllResourcesTotal(node.total().toMap())));
    return reply.build();
  }

  static GetDrainingNodesReply draining(ClusterSnapshot cluster) {
    var reply = GetDrainingNodesReply.newBuilder().setStatus(Statuses.ok());
    cluster
        .nodes()
        .filter(node -> node.drain().isOn())
        .forEach(
            node ->
                reply.addDrainingNodes(
                    DrainingNode.newBuilder()
                        .setNodeId(node.info().getNodeId())
                        .setDrainingDeadlineTimestampMs(node.drain().deadlineMs())));
    return reply.build();
  }

  /// One node with what it is asked for.
  ///
  /// @param nowMs milliseconds since the epoch
  static ResourcesData usage(NodeView node, ResourcesData load, long nowMs) {
    return ResourcesData.newBuilder()
        .setNodeId(node.info().getNodeId())
        .putAllResourcesAvailable(node.available().toMap())
        .putAllResourcesTotal(node.total().toMap())
        .putAllResourceLoad(load.getResourceLoadMap())
        .setResourceLoadByShape(load.getResourceLoadByShape())
        .setNodeManagerAddress(node.info().getNodeManagerAddress())
        .setObjectPullsQueued(node.activity().pullsQueued())
        .setIdleDurationMs(node.activity().idleMs(nowMs))
        .setIsDraining(node.drain().isOn())
        .setDrainingDeadlineTimestampMs(node.drain().deadlineMs())
        .putAllLabels(node.labels())
        .build();
  }
}
