package io.nodectl.clientproxy;

import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.ClusterInfoResponse.ResourceTable;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import java.util.List;
import java.util.function.Function;

/// What a client hears about the cluster, out of gcs' table of nodes. Pure.
final class ClusterAnswers {

  private ClusterAnswers() {}

  /// Anything that parses to something, which is all the client looks at: it pings to see whether
  /// we are there.
  static ClusterInfoResponse pong() {
    return json(TypeEnum.PING, "{}");
  }

  /// Ray 2.60 answers with an empty address when there is no dashboard; an answer that is no object
  /// would break the client.
  static ClusterInfoResponse noDashboard() {
    return json(TypeEnum.DASHBOARD_URL, "{\"dashboard_url\": \"\"}");
  }

  /// Whether there is a cluster behind us: gcs answers and has a node that lives.
  static Question<GetAllNodeInfoReply, ClusterInfoResponse> isInitialized() {
    return ofNodes(
        nodes ->
            json(
                TypeEnum.IS_INITIALIZED,
                String.valueOf(nodes.stream().anyMatch(ClusterAnswers::alive))));
  }

  /// All nodes, dead ones too, as `ray.nodes()` shows them.
  static Question<GetAllNodeInfoReply, ClusterInfoResponse> nodes() {
    return ofNodes(nodes -> json(TypeEnum.NODES, NodeJson.of(nodes)));
  }

  /// The sum over all nodes that live.
  static Question<GetAllNodeInfoReply, ClusterInfoResponse> totalResources() {
    return ofNodes(nodes -> table(TypeEnum.CLUSTER_RESOURCES, sum(nodes)));
  }

  static boolean alive(GcsNodeInfo node) {
    return node.getState() == GcsNodeState.ALIVE;
  }

  private static ResourceTable sum(List<GcsNodeInfo> nodes) {
    ResourceTable.Builder sum = ResourceTable.newBuilder();
    nodes.stream()
        .filter(ClusterAnswers::alive)
        .flatMap(node -> node.getResourcesTotalMap().entrySet().stream())
        .forEach(
            entry ->
                sum.putTable(
                    entry.getKey(), sum.getTableOrDefault(entry.getKey(), 0) + entry.getValue()));
    return sum.build();
  }

  private static Question<GetAllNodeInfoReply, ClusterInfoResponse> ofNodes(
      Function<List<GcsNodeInfo>, ClusterInfoResponse> answer) {
    return new Question<>(
        (gcs, reply) ->
            gcs.nodes().getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance(), reply),
        GetAllNodeInfoReply::getStatus,
        reply -> answer.apply(reply.getNodeInfoListList()));
  }

  private static ClusterInfoResponse json(TypeEnum type, String json) {
    return ClusterInfoResponse.newBuilder().setType(type).setJson(json).build();
  }

  private static ClusterInfoResponse table(TypeEnum type, ResourceTable table) {
    return ClusterInfoResponse.newBuilder().setType(type).setResourceTable(table).build();
  }
}
