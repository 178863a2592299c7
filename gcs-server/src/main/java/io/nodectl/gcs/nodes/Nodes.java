package io.nodectl.gcs.nodes;

import io.nodectl.gcs.cluster.RaySession;
import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.nodes.Departure.Departed;
import io.nodectl.gcs.nodes.Registration.Registered;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeDeathInfo.Reason;
import io.nodectl.rpc.NodeId;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets nodes come and go: changes the table, and once that is kept, tells whoever listens.
public final class Nodes {

  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);

  /// Ray 2.60's words for this death.
  private static final NodeDeathInfo NO_HEALTH =
      NodeDeathInfo.newBuilder()
          .setReason(Reason.UNEXPECTED_TERMINATION)
          .setReasonMessage("health check failed due to missing too many heartbeats")
          .build();

  private final Store store;
  private final InstantSource clock;
  private final RaySettings ray;
  private final List<NodeListener> listeners = new CopyOnWriteArrayList<>();

  public Nodes(Store store, InstantSource clock) {
    this(store, clock, RaySettings.usual());
  }

  /// @param ray where a head has the folders of Ray's programs if it does not say so itself
  public Nodes(Store store, InstantSource clock, RaySettings ray) {
    this.store = store;
    this.clock = clock;
    this.ray = ray;
  }

  /// Whether its raylet gives workers to Ray's drivers: such a one has an object store, which ours
  /// has not. Others get no actors and no bundles, and are no news to raylets.
  public static boolean takesLeases(GcsNodeInfo node) {
    return !node.getObjectStoreSocketName().isEmpty();
  }

  public void addListener(NodeListener listener) {
    listeners.add(listener);
  }

  public CompletableFuture<Registration> register(NodeId id, GcsNodeInfo info) {
    return store
        .ask(
            tables ->
                new NodeTable(tables)
                    .register(id, RaySession.completed(info, ray, tables), clock.millis()))
        .whenComplete(
            (registration, _) -> {
              if (registration instanceof Registered(GcsNodeInfo node, List<GcsNodeInfo> deposed)) {
                deposed.forEach(this::tellDeath);
                tellLife(node);
              }
            });
  }

  public CompletableFuture<Departure> unregister(NodeId id, NodeDeathInfo death) {
    return bury(id, (_, _) -> death);
  }

  private interface Diagnosis {
    NodeDeathInfo death(Tables tables, long nowMs);
  }

  private CompletableFuture<Departure> bury(NodeId id, Diagnosis diagnosis) {
    long nowMs = clock.millis();
    return store
        .ask(tables -> new NodeTable(tables).bury(id, diagnosis.death(tables, nowMs), nowMs))
        .whenComplete(
            (departure, _) -> {
              if (departure instanceof Departed(GcsNodeInfo node)) {
                tellDeath(node);
              }
            });
  }

  /// A node has failed its health checks.
  public void lose(NodeId id) {
    var _ =
        bury(
                id,
                (tables, nowMs) -> new DrainTable(tables).causeOfDeath(id, nowMs).orElse(NO_HEALTH))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.error("node {} has failed its health checks, and that cannot be kept", id);
                  }
                });
  }

  private void tellLife(GcsNodeInfo node) {
    LOG.info(
        "node {} ({}) is ALIVE: node manager at {}:{}, runtime env agent on port {}{}",
        NodeId.of(node.getNodeId()),
        node.getNodeName(),
        node.getNodeManagerAddress(),
        node.getNodeManagerPort(),
        node.getRuntimeEnvAgentPort(),
        node.getIsHeadNode() ? ", head" : "");
    listeners.forEach(listener -> listener.registered(node));
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
