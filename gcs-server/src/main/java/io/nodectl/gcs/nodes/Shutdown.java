package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.DrainNodeData;
import io.nodectl.messages.ray.DrainNodeReply;
import io.nodectl.messages.ray.DrainNodeRequest;
import io.nodectl.messages.ray.DrainNodeStatus;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.ShutdownRayletRequest;
import io.nodectl.rpc.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has nodes shut down, as Ray's older way of draining does: their raylets are asked to end in an
/// orderly way, and the answer does not wait for that.
record Shutdown(Store store, Raylets raylets) {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private static final ShutdownRayletRequest ORDERLY =
      ShutdownRayletRequest.newBuilder().setGraceful(true).build();

  /// Asks the raylets of those nodes that are ALIVE; the others have ended already.
  CompletableFuture<DrainNodeReply> of(DrainNodeRequest request) {
    List<ByteString> ids =
        request.getDrainNodeDataList().stream().map(DrainNodeData::getNodeId).toList();
    Optional<String> problem =
        ids.stream().map(IdKind.NODE::problem).flatMap(Optional::stream).findFirst();
    DrainNodeReply.Builder reply = DrainNodeReply.newBuilder();
    if (problem.isPresent()) {
      return CompletableFuture.completedFuture(
          reply.setStatus(Statuses.invalid(problem.get())).build());
    }
    ids.forEach(id -> reply.addDrainNodeStatus(DrainNodeStatus.newBuilder().setNodeId(id)));
    Set<ByteString> named = new HashSet<>(ids);
    return store
        .ask(
            tables ->
                new NodeTable(tables)
                    .living().stream().filter(node -> named.contains(node.getNodeId())).toList())
        .thenApply(
            living -> {
              living.forEach(this::ask);
              return reply.setStatus(Statuses.ok()).build();
            });
  }

  private void ask(GcsNodeInfo node) {
    NodeId id = NodeId.of(node.getNodeId());
    LOG.info("node {} is asked to shut down", id);
    var _ =
        raylets
            .at(PeerAddress.of(node))
            .shutdownRaylet(ORDERLY)
            .exceptionally(
                failure -> {
                  LOG.warn("node {} cannot be asked to shut down: {}", id, reason(failure));
                  return null;
                });
  }

  /// One line: a node that is on its way out already is nothing to show a stack trace for.
  static String reason(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String said = Objects.requireNonNullElse(status.getDescription(), "no reason is known");
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    String behind = root == null || root.getMessage() == null ? "" : " (" + root.getMessage() + ")";
    return (status.getCode() + ": " + said + behind).replaceAll("\\s+", " ");
  }
}
