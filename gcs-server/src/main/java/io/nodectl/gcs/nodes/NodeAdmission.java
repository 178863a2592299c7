package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.rpc.NodeId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// What a registration must hold, so that the GCS can check the node's health and hand its address
/// to others.
final class NodeAdmission {

  private static final int MAX_PORT = 65535;

  private NodeAdmission() {}

  /// Why this cannot be a node of the cluster; empty if it can.
  static Optional<String> problem(GcsNodeInfo info) {
    Optional<NodeId> id = NodeId.ifWellFormed(info.getNodeId());
    if (id.isEmpty()) {
      return Optional.of(NodeQuery.wrongLength(info.getNodeId()));
    }
    if (id.get().isNil()) {
      return Optional.of("the node id is nil");
    }
    int port = info.getNodeManagerPort();
    if (port < 1 || port > MAX_PORT) {
      return Optional.of("node manager port %d is not in 1..%d".formatted(port, MAX_PORT));
    }
    return isHost(info.getNodeManagerAddress())
        ? Optional.empty()
        : Optional.of(
            "node manager address \"%s\" is no host".formatted(info.getNodeManagerAddress()));
  }

  /// The same test that gRPC makes before it opens a channel.
  private static boolean isHost(String host) {
    try {
      return !host.isEmpty()
          && new URI(null, null, host, 1, null, null, null).getAuthority() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
