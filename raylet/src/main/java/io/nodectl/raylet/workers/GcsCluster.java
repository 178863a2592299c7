package io.nodectl.raylet.workers;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetAllResourceUsageReply;
import io.nodectl.messages.ray.GetAllResourceUsageRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.StopReply;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.messages.raylet.WorkersGrpc.WorkersStub;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.resources.Amounts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/// The cluster as gcs-server knows it. What it told is good for half a second: many are often asked
/// for at once, and what was given away meanwhile is counted here.
final class GcsCluster implements Cluster {
  private static final long GOOD_FOR_NANOS = Duration.ofMillis(500).toNanos();
  private static final long ANSWER_WITHIN_S = 3;
  private static final long CALL_WITHIN_S = 20;

  private final NodePeers peers;
  private final String ownId;
  private final LongSupplier nanos;
  private Optional<Known> last = Optional.empty();

  /// @param atNanos when it was asked for
  private record Known(CompletableFuture<List<NodeOffer>> offers, long atNanos) {}

  /// @param ownId of this node, 56 hexadecimal digits
  /// @param nanos a monotonic clock
  GcsCluster(NodePeers peers, String ownId, LongSupplier nanos) {
    this.peers = peers;
    this.ownId = ownId;
    this.nanos = nanos;
  }

  @Override
  public synchronized CompletableFuture<List<NodeOffer>> others() {
    long now = nanos.getAsLong();
    if (last.isEmpty() || now - last.get().atNanos() > GOOD_FOR_NANOS) {
      last = Optional.of(new Known(ask(), now));
    }
    return last.get().offers();
  }

  @Override
  public synchronized void claim(String nodeId, Amounts demand) {
    last =
        last.map(
            known ->
                new Known(
                    known
                        .offers()
                        .thenApply(
                            offers ->
                                offers.stream()
                                    .map(
                                        offer ->
                                            offer.id().equals(nodeId)
                                                ? offer.without(demand)
                                                : offer)
                                    .toList()),
                    known.atNanos()));
  }

  private CompletableFuture<List<NodeOffer>> ask() {
    Optional<ManagedChannel> gcs = peers.toGcs();
    if (gcs.isEmpty()) {
      return CompletableFuture.completedFuture(List.of());
    }
    var nodes = new Answer<GetAllNodeInfoReply>();
    NodeInfoGcsServiceGrpc.newStub(gcs.get())
        .withDeadlineAfter(ANSWER_WITHIN_S, TimeUnit.SECONDS)
        .getAllNodeInfo(
            GetAllNodeInfoRequest.newBuilder()
                .setStateFilter(GcsNodeInfo.GcsNodeState.ALIVE)
                .build(),
            nodes);
    var usage = new Answer<GetAllResourceUsageReply>();
    NodeResourceInfoGcsServiceGrpc.newStub(gcs.get())
        .withDeadlineAfter(ANSWER_WITHIN_S, TimeUnit.SECONDS)
        .getAllResourceUsage(GetAllResourceUsageRequest.getDefaultInstance(), usage);
    return nodes
        .future()
        .thenCombine(
            usage.future(),
            (known, used) ->
                Offers.of(
                    known.getNodeInfoListList(), used.getResourceUsageData().getBatchList(), ownId))
        .exceptionally(
            failure -> {
              LoggerFactory.getLogger(GcsCluster.class)
                  .warn("gcs-server does not tell of other nodes: {}", failure.getMessage());
              return List.of();
            });
  }

  @Override
  public CompletableFuture<LaunchReply> launch(NodeOffer node, LaunchRequest request) {
    return call(node, (stub, answer) -> stub.launch(request, answer));
  }

  @Override
  public void stop(NodeOffer node, WorkerId id) {
    var request = StopRequest.newBuilder().setWorkerId(id.hex()).build();
    CompletableFuture<StopReply> asked = call(node, (stub, answer) -> stub.stop(request, answer));
    var _ =
        asked.exceptionally(
            failure -> {
              LoggerFactory.getLogger(GcsCluster.class)
                  .warn("worker {} on {} cannot be stopped", id.shortened(), node.id(), failure);
              return StopReply.getDefaultInstance();
            });
  }

  private <T> CompletableFuture<T> call(
      NodeOffer node, BiConsumer<WorkersStub, StreamObserver<T>> method) {
    Optional<ManagedChannel> channel = peers.to(Endpoint.parse(node.address()));
    if (channel.isEmpty()) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("it is not known how to authenticate"));
    }
    var answer = new Answer<T>();
    method.accept(
        WorkersGrpc.newStub(channel.get()).withDeadlineAfter(CALL_WITHIN_S, TimeUnit.SECONDS),
        answer);
    return answer.future().whenComplete((_, _) -> channel.get().shutdown());
  }
}
