package io.nodectl.gcs.peers;

import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.GcsNodeInfo;

/// Where somebody else's gRPC server listens, by its own account.
///
/// @param host a name or an address, without brackets; may be nonsense
/// @param port may be nonsense too
public record PeerAddress(String host, int port) {

  private static final int MAX_PORT = 65535;

  /// Where a node's raylet listens.
  public static PeerAddress of(GcsNodeInfo node) {
    return new PeerAddress(node.getNodeManagerAddress(), node.getNodeManagerPort());
  }

  /// Where a worker, a driver or a raylet listens.
  public static PeerAddress of(Address address) {
    return new PeerAddress(address.getIpAddress(), address.getPort());
  }

  boolean isUsable() {
    return !host.isEmpty() && port > 0 && port <= MAX_PORT;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
