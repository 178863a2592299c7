package io.nodectl.gcs.autoscaler;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.nodes.DrainTable;
import io.nodectl.gcs.nodes.Nodes;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.DrainRayletReply;
import io.nodectl.messages.ray.DrainRayletRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.autoscaler.DrainNodeReason;
import io.nodectl.messages.ray.autoscaler.DrainNodeReply;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import io.nodectl.rpc.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has nodes emptied: asks the raylet, keeps its consent, and places nothing new there.
public final class Drains {

  private static final Logger LOG = LoggerFactory.getLogger(Drains.class);

  private final Store store;
  private final ClusterView view;
  private final Raylets raylets;
  private final Consumer<ByteString> preempted;

  /// @param preempted told of nodes that will be taken away whatever is on them
  public Drains(Store store, ClusterView view, Raylets raylets, Consumer<ByteString> preempted) {
    this.store = store;
    this.view = view;
    this.raylets = raylets;
    this.preempted = preempted;
  }

  /// Takes up what was kept before.
  public void begin(List<DrainNodeRequest> kept) {
    kept.forEach(wish -> view.drain(NodeId.of(wish.getNodeId()), wish.getDeadlineTimestampMs()));
  }

  /// Asks for it.
  ///
  /// @return the answer; or a failure with gRPC's status, if the wish cannot be one or the raylet
  ///     does not answer
  CompletableFuture<DrainNodeReply> drain(DrainNodeRequest wish) {
    Optional<String> problem = problem(wish);
    if (problem.isPresent()) {
      return failed(Status.INVALID_ARGUMENT.withDescription(problem.get()));
    }
    Optional<GcsNodeInfo> node = view.info(NodeId.of(wish.getNodeId()));
    if (node.isEmpty()) {
      // What is not alive is as empty as can be.
      return CompletableFuture.completedFuture(accepted());
    }
    if (!Nodes.takesLeases(node.get())) {
      return CompletableFuture.completedFuture(
          rejected("the node takes no tasks, so there is nothing to empty; stop it instead"));
    }
    return raylets
        .at(PeerAddress.of(node.get()))
        .drainRaylet(request(wish))
        .exceptionallyCompose(Drains::unanswered)
        .thenCompose(reply -> answered(wish, reply));
  }

  private CompletableFuture<DrainNodeReply> answered(
      DrainNodeRequest wish, DrainRayletReply reply) {
    if (!reply.getIsAccepted()) {
      return CompletableFuture.completedFuture(rejected(reply.getRejectionReasonMessage()));
    }
    return store
        .ask(
            tables -> {
              new DrainTable(tables).keep(wish);
              return accepted();
            })
        .whenComplete((_, failure) -> take(wish, failure == null));
  }

  private void take(DrainNodeRequest wish, boolean kept) {
    if (kept) {
      NodeId node = NodeId.of(wish.getNodeId());
      LOG.info("node {} is being emptied: {}", node, wish.getReasonMessage());
      view.drain(node, wish.getDeadlineTimestampMs());
      if (wish.getReason() == DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION) {
        preempted.accept(wish.getNodeId());
      }
    }
  }

  private static Optional<String> problem(DrainNodeRequest wish) {
    return IdKind.NODE
        .problem(wish.getNodeId())
        .or(
            () ->
                wish.getReason() == DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION
                        || wish.getReason() == DrainNodeReason.DRAIN_NODE_REASON_PREEMPTION
                    ? Optional.empty()
                    : Optional.of("the reason must be IDLE_TERMINATION or PREEMPTION"))
        .or(
            () ->
                wish.getDeadlineTimestampMs() >= 0
                    ? Optional.empty()
                    : Optional.of("the deadline is before 1970"));
  }

  private static DrainRayletRequest request(DrainNodeRequest wish) {
    return DrainRayletRequest.newBuilder()
        .setReason(wish.getReason())
        .setReasonMessage(wish.getReasonMessage())
        .setDeadlineTimestampMs(wish.getDeadlineTimestampMs())
        .build();
  }

  /// Ray 2.60's form for an error of its own: `ABORTED`. `UNAVAILABLE` would make clients try again
  /// for a minute, and end themselves then.
  private static CompletableFuture<DrainRayletReply> unanswered(Throwable failure) {
    return failed(
        Status.ABORTED.withDescription(
            "Disconnected: the node's raylet does not answer: " + failure.getMessage()));
  }

  private static <T> CompletableFuture<T> failed(Status status) {
    return CompletableFuture.failedFuture(status.asRuntimeException());
  }

  private static DrainNodeReply accepted() {
    return DrainNodeReply.newBuilder().setIsAccepted(true).build();
  }

  private static DrainNodeReply rejected(String why) {
    return DrainNodeReply.newBuilder().setRejectionReasonMessage(why).build();
  }
}
