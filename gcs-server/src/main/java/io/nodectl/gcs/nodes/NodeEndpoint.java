package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.rpc.NodeId;

/// Where a node's raylet answers health checks.
///
/// @param port 1 to 65535
public record NodeEndpoint(NodeId node, String host, int port) {

  public static NodeEndpoint of(GcsNodeInfo info) {
    return new NodeEndpoint(
        NodeId.of(info.getNodeId()), info.getNodeManagerAddress(), info.getNodeManagerPort());
  }
}
