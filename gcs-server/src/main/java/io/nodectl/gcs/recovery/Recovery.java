package io.nodectl.gcs.recovery;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.nodes.NodeGate;
import io.nodectl.gcs.nodes.NodeListener;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylet;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.ReleaseUnusedActorWorkersRequest;
import io.nodectl.messages.ray.ReleaseUnusedBundlesRequest;
import io.nodectl.rpc.NodeId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells each raylet that it finds after a restart that this is another process now, and what of
/// all that the raylet has given is still in use; the rest goes. Only then the node is asked for
/// more: what it gave before would go too. This is what Ray 2.60's GCS does.
public final class Recovery implements NodeListener {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final long PAUSE_MS = 500;

  private final Store store;
  private final Raylets raylets;
  private final NodeGate gate;
  private final Users users;
  private final Set<ByteString> pending = ConcurrentHashMap.newKeySet();

  public Recovery(Store store, Raylets raylets, NodeGate gate, Users users) {
    this.store = store;
    this.raylets = raylets;
    this.gate = gate;
    this.users = users;
  }

  private record InUse(List<ByteString> workers, List<Bundle> bundles) {}

  /// Begins with these nodes, which were ALIVE when the store was closed.
  public void begin(List<GcsNodeInfo> living) {
    List<GcsNodeInfo> known = living.stream().filter(Nodes::takesLeases).toList();
    known.forEach(node -> pending.add(node.getNodeId()));
    gate.closeOnly(known.stream().map(GcsNodeInfo::getNodeId).toList());
    // Thousands of nodes take their time, and nobody is answered while the store's thread is busy.
    CompletableFuture<Void> _ = CompletableFuture.runAsync(() -> known.forEach(this::recover));
  }

  @Override
  public void registered(GcsNodeInfo node) {}

  @Override
  public void departed(GcsNodeInfo node) {
    pending.remove(node.getNodeId());
    gate.open(node.getNodeId());
  }

  private void recover(GcsNodeInfo node) {
    ByteString id = node.getNodeId();
    Raylet raylet = raylets.at(PeerAddress.of(node));
    raylet
        .notifyGcsRestart()
        .thenCompose(_ -> store.ask(t -> new InUse(users.workers(t, id), users.bundles(t, id))))
        .thenCompose(inUse -> release(raylet, inUse))
        .thenAccept(_ -> open(id))
        .exceptionally(
            failure -> {
              later(node, failure);
              return null;
            });
  }

  private static CompletableFuture<?> release(Raylet raylet, InUse inUse) {
    return raylet
        .releaseUnusedActorWorkers(
            ReleaseUnusedActorWorkersRequest.newBuilder()
                .addAllWorkerIdsInUse(inUse.workers)
                .build())
        .thenCompose(
            _ ->
                raylet.releaseUnusedBundles(
                    ReleaseUnusedBundlesRequest.newBuilder()
                        .addAllBundlesInUse(inUse.bundles)
                        .build()));
  }

  private void open(ByteString id) {
    LOG.info("node {} knows that the GCS has started again", NodeId.of(id));
    pending.remove(id);
    gate.open(id);
    users.opened(id);
  }

  private void later(GcsNodeInfo node, Throwable failure) {
    LOG.debug("node {} was not told yet", NodeId.of(node.getNodeId()), failure);
    if (pending.contains(node.getNodeId())) {
      CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS)
          .execute(() -> recover(node));
    }
  }
}
