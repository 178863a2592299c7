package io.nodectl.raylet;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeSnapshot;
import io.nodectl.messages.ray.syncer.ResourceViewSyncMessage;
import io.nodectl.program.AgentPeer;
import io.nodectl.raylet.resources.Amounts;
import io.nodectl.raylet.resources.NodeResources;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// All that gcs is told of this node but its runtime env agent, which may change while the node
/// lives.
record NodeDescription(
    NodeIdentity node,
    int nodeManagerPort,
    int objectManagerPort,
    Machine machine,
    NodeResources resources,
    Instant started) {

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
        .putAllResourcesTotal(resources.total().asDoubles())
        .putAllLabels(resources.labels())
        .build();
  }

  /// What the node says of itself while it lives.
  ///
  /// @param free what nobody has of it
  /// @param idleSince when its last worker gave back what it had; empty while one has something
  ResourceViewSyncMessage view(Amounts free, Optional<Instant> idleSince, Instant now) {
    return ResourceViewSyncMessage.newBuilder()
        .putAllResourcesAvailable(free.asDoubles())
        .putAllResourcesTotal(resources.total().asDoubles())
        .setIdleDurationMs(
            idleSince.map(since -> Math.max(1, Duration.between(since, now).toMillis())).orElse(0L))
        .setDrainingDeadlineTimestampMs(NO_DEADLINE)
        .putAllLabels(resources.labels())
        .build();
  }

  /// 0 stands for no agent, as in Ray 2.60.
  private static int agentPort(AgentPeer agent) {
    return agent.at().map(Endpoint::port).orElse(0);
  }
}
