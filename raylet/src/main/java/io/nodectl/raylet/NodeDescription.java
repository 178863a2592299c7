package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeSnapshot;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.program.AgentPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// All that gcs is told of this node but its runtime env agent, which may change while the node
/// lives.
record NodeDescription(
    NodeIdentity node,
    int nodeManagerPort,
    int objectManagerPort,
    Machine machine,
    Instant started) {

  /// The label under which Ray 2.60 repeats the node id.
  private static final String ID_LABEL = "ray.io/node-id";

  /// Ray 2.60's word for a node that is not to be emptied.
  private static final long NO_DEADLINE = -1;

  /// `GcsNodeInfo` with the fields that Ray 2.60's raylet fills in. Ports of what does not exist
  /// yet (metrics, dashboard agent) stay 0.
  GcsNodeInfo registeredWith(AgentPeer agent) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(node.id().bytes())
        .setNodeManagerAddress(node.ip())
        .setNodeManagerHostname(machine.hostname())
        .setNodeManagerPort(nodeManagerPort)
        .setObjectManagerPort(objectManagerPort)
        .setRuntimeEnvAgentPort(agentPort(agent))
        .setNodeName(node.name())
        .setIsHeadNode(node.role() == Role.HEAD)
        .setStartTimeMs(started.toEpochMilli())
        .setState(GcsNodeInfo.GcsNodeState.ALIVE)
        .setStateSnapshot(NodeSnapshot.newBuilder().setState(NodeSnapshot.State.ACTIVE))
        .putAllResourcesTotal(machine.resources(node))
        .putLabels(ID_LABEL, node.id().hex())
        .build();
  }

  /// What the node says of itself while it lives: it takes no work, so all is free, and it is idle
  /// since its start.
  ResourceViewSyncMessage view(Instant now) {
    Map<String, Double> resources = machine.resources(node);
    return ResourceViewSyncMessage.newBuilder()
        .putAllResourcesAvailable(resources)
        .putAllResourcesTotal(resources)
        .setIdleDurationMs(Math.max(1, Duration.between(started, now).toMillis()))
        .setDrainingDeadlineTimestampMs(NO_DEADLINE)
        .putLabels(ID_LABEL, node.id().hex())
        .build();
  }

  /// 0 stands for no agent, as in Ray 2.60.
  private static int agentPort(AgentPeer agent) {
    return agent.at().map(Endpoint::port).orElse(0);
  }
}
