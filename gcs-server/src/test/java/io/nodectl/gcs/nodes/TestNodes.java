package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;

/// Nodes as their raylets would describe them.
public final class TestNodes {

  public static final NodeDeathInfo TERMINATED =
      NodeDeathInfo.newBuilder()
          .setReason(Reason.EXPECTED_TERMINATION)
          .setReasonMessage("received SIGTERM")
          .build();

  private TestNodes() {}

  /// The id that consists of this byte.
  public static NodeId id(int number) {
    return NodeId.fromHex("%02x".formatted(number).repeat(NodeId.LENGTH));
  }

  public static GcsNodeInfo worker(int number) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(id(number).bytes())
        .setNodeName("node-" + number)
        .setNodeManagerAddress("127.0.0." + number)
        .setNodeManagerPort(10_000 + number)
        .setObjectManagerPort(20_000 + number)
        .setRuntimeEnvAgentPort(30_000 + number)
        .putLabels("number", Integer.toString(number))
        .build();
  }

  public static GcsNodeInfo head(int number) {
    return worker(number).toBuilder().setIsHeadNode(true).build();
  }
}
