package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylet;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.resources.Claim;
import io.nodectl.gcs.resources.ClusterView;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.CommitBundleResourcesRequest;
import io.nodectl.messages.ray.PrepareBundleResourcesRequest;
import io.nodectl.messages.ray.RemovePlacementGroupBundlesRequest;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks raylets for bundles. What is asked for counts as taken at once, so that no other plan uses
/// it. For all threads; answers come on any.
final class BundleCalls {

  private static final Logger LOG = LoggerFactory.getLogger(BundleCalls.class);

  /// Whoever lives must give back; it is asked until it has.
  private static final long AGAIN_MS = 1000;

  /// What may pass; any other failure is an answer.
  private static final Set<Status.Code> PASSING =
      Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

  private final Raylets raylets;
  private final ClusterView view;
  private final Executor later;
  private final Map<ByteString, List<Claim>> claims = new ConcurrentHashMap<>();

  BundleCalls(Raylets raylets, ClusterView view) {
    this(raylets, view, CompletableFuture.delayedExecutor(AGAIN_MS, TimeUnit.MILLISECONDS));
  }

  /// @param later carries out what it is given after the pause between two attempts
  BundleCalls(Raylets raylets, ClusterView view, Executor later) {
    this.raylets = raylets;
    this.view = view;
    this.later = later;
  }

  /// Hears what a node has answered.
  @FunctionalInterface
  interface Answers {
    void answered(NodeId node, boolean success);
  }

  void prepare(ByteString group, Map<NodeId, List<Bundle>> bundles, Answers answers) {
    bundles.forEach(
        (node, parts) -> {
          Claim claim = view.claim(node, Bundles.sum(parts));
          claims.computeIfAbsent(group, _ -> new ArrayList<>()).add(claim);
          var request = PrepareBundleResourcesRequest.newBuilder().addAllBundleSpecs(parts).build();
          var _ =
              raylet(node)
                  .map(raylet -> raylet.prepareBundleResources(request))
                  .orElseGet(BundleCalls::nobody)
                  .whenComplete(
                      (reply, _) -> {
                        boolean success = reply != null && reply.getSuccess();
                        if (success) {
                          view.settle(claim);
                        }
                        answers.answered(node, success);
                      });
        });
  }

  void commit(Map<NodeId, List<Bundle>> bundles, Answers answers) {
    bundles.forEach(
        (node, parts) -> {
          var request = CommitBundleResourcesRequest.newBuilder().addAllBundleSpecs(parts).build();
          var _ =
              raylet(node)
                  .map(raylet -> raylet.commitBundleResources(request))
                  .orElseGet(BundleCalls::nobody)
                  .whenComplete((reply, _) -> answers.answered(node, reply != null));
        });
  }

  void giveBack(ByteString group, Map<NodeId, List<Bundle>> bundles) {
    settled(group).forEach(view::drop);
    bundles.forEach(
        (node, parts) ->
            giveBack(
                node,
                RemovePlacementGroupBundlesRequest.newBuilder()
                    .setPlacementGroupId(group)
                    .addAllBundleSpecs(parts)
                    .build()));
  }

  /// Nothing more is asked for this group; what it has taken the nodes tell themselves.
  ///
  /// @return what counted as taken for it
  List<Claim> settled(ByteString group) {
    List<Claim> over = claims.remove(group);
    return over == null ? List.of() : over;
  }

  private void giveBack(NodeId node, RemovePlacementGroupBundlesRequest request) {
    raylet(node)
        .ifPresent(
            raylet -> {
              var _ =
                  raylet
                      .removePlacementGroupBundles(request)
                      .whenComplete((_, failure) -> giveBackAgain(node, request, failure));
            });
  }

  private void giveBackAgain(
      NodeId node, RemovePlacementGroupBundlesRequest request, @Nullable Throwable failure) {
    if (failure == null) {
      return;
    }
    if (mayPass(failure)) {
      later.execute(() -> giveBack(node, request));
    } else {
      LOG.warn("node {} does not give back bundles: {}", node, failure.getMessage());
    }
  }

  private static boolean mayPass(Throwable failure) {
    return PASSING.contains(Status.fromThrowable(failure).getCode());
  }

  private Optional<Raylet> raylet(NodeId node) {
    return view.info(node).map(known -> raylets.at(PeerAddress.of(known)));
  }

  private static <T> CompletableFuture<T> nobody() {
    return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
  }
}
