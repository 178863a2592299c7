package io.nodectl.gcs;

import io.nodectl.gcs.Departure.Departed;
import io.nodectl.gcs.Registration.Registered;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets nodes come and go: changes the table, then tells whoever listens.
final class Nodes {

  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  /// Ray 2.60's words for this death.
  private static final NodeDeathInfo NO_HEALTH =
      NodeDeathInfo.newBuilder()
          .setReason(Reason.UNEXPECTED_TERMINATION)
          .setReasonMessage("health check failed due to missing too many heartbeats")
          .build();

  private final NodeTable table;
  private final InstantSource clock;
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();

  Nodes(NodeTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  void addListener(NodeListener listener) {
    listeners.add(listener);
  }

  Registration register(NodeId id, GcsNodeInfo info) {
    Registration registration = table.register(id, info, clock.millis());
    if (registration instanceof Registered(GcsNodeInfo node, List<GcsNodeInfo> deposed)) {
      LOG.info(
          "node {} ({}) is ALIVE: node manager at {}:{}, runtime env agent on port {}{}",
          id,
          node.getNodeName(),
          node.getNodeManagerAddress(),
          node.getNodeManagerPort(),
          node.getRuntimeEnvAgentPort(),
          node.getIsHeadNode() ? ", head" : "");
      deposed.forEach(this::tellDeath);
      listeners.forEach(listener -> listener.registered(node));
    }
    return registration;
  }

  Departure unregister(NodeId id, NodeDeathInfo death) {
    Departure departure = table.bury(id, death, clock.millis());
    if (departure instanceof Departed(GcsNodeInfo node)) {
      tellDeath(node);
    }
    return departure;
  }

  /// A node has failed its health checks.
  void lose(NodeId id) {
    unregister(id, NO_HEALTH);
  }

  private void tellDeath(GcsNodeInfo node) {
    LOG.info(
        "node {} ({}) is DEAD: {}, {}",
        NodeId.of(node.getNodeId()),
        node.getNodeName(),
        node.getDeathInfo().getReason(),
        node.getDeathInfo().getReasonMessage());
    listeners.forEach(listener -> listener.departed(node));
  }
}
