package io.nodectl.gcs;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.rpc.NodeId;

/// Where a node's raylet answers health checks.
///
/// @param port 1 to 65535
record NodeEndpoint(NodeId node, String host, int port) {

  static NodeEndpoint of(GcsNodeInfo info) {
    return new NodeEndpoint(
        NodeId.of(info.getNodeId()), info.getNodeManagerAddress(), info.getNodeManagerPort());
  }
}
