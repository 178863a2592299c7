package io.nodectl.load;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeSnapshot;
import io.nodectl.rpc.NodeId;

/// What a raylet of Ray 2.60 says of its node when it registers: as much as a real one does.
final class NodeCard {

  private static final String SESSION = "/tmp/ray/session_2026-01-01_00-00-00_000000_1";
  private static final long GIB = 1L << 30;
  private static final int CORES = 16;

  private NodeCard() {}

  /// @param host where its raylet listens
  /// @param port the same
  static GcsNodeInfo of(NodeId id, String host, int port) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(id.bytes())
        .setNodeManagerAddress(host)
        .setNodeManagerPort(port)
        .setObjectManagerPort(port)
        .setNodeManagerHostname("simulated-" + id.hex().substring(0, 8))
        .setNodeName(host)
        .setRayletSocketName(SESSION + "/sockets/raylet")
        .setObjectStoreSocketName(SESSION + "/sockets/plasma_store")
        .setMetricsExportPort(port)
        .setMetricsAgentPort(port)
        .setRuntimeEnvAgentPort(port)
        .setDashboardAgentListenPort(port)
        .setTempDir("/tmp/ray")
        .setSessionDir(SESSION)
        .setStateSnapshot(NodeSnapshot.newBuilder().setState(NodeSnapshot.State.ACTIVE))
        .putResourcesTotal("CPU", CORES)
        .putResourcesTotal("memory", 4.0 * CORES * GIB)
        .putResourcesTotal("object_store_memory", (double) CORES * GIB)
        .putResourcesTotal("node:" + host, 1)
        .putLabels("ray.io/node-id", id.hex())
        .build();
  }
}
