package io.nodectl.gcs.autoscaler;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.ResizeLocalResourceInstancesRequest;
import io.nodectl.messages.ray.autoscaler.AutoscalerStateServiceGrpc.AutoscalerStateServiceImplBase;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.DrainNodeReply;
import io.nodectl.messages.ray.autoscaler.DrainNodeRequest;
import io.nodectl.messages.ray.autoscaler.GetClusterResourceStateReply;
import io.nodectl.messages.ray.autoscaler.GetClusterResourceStateRequest;
import io.nodectl.messages.ray.autoscaler.GetClusterStatusReply;
import io.nodectl.messages.ray.autoscaler.GetClusterStatusRequest;
import io.nodectl.messages.ray.autoscaler.ReportAutoscalingStateReply;
import io.nodectl.messages.ray.autoscaler.ReportAutoscalingStateRequest;
import io.nodectl.messages.ray.autoscaler.ReportClusterConfigReply;
import io.nodectl.messages.ray.autoscaler.ReportClusterConfigRequest;
import io.nodectl.messages.ray.autoscaler.RequestClusterResourceConstraintReply;
import io.nodectl.messages.ray.autoscaler.RequestClusterResourceConstraintRequest;
import io.nodectl.messages.ray.autoscaler.ResizeRayletResourceInstancesReply;
import io.nodectl.messages.ray.autoscaler.ResizeRayletResourceInstancesRequest;
import io.nodectl.rpc.NodeId;
import java.util.concurrent.CompletableFuture;

/// The service for autoscalers over Ray 2.60's messages. Its replies have no status: errors travel
/// as gRPC's.
public final class AutoscalerService extends AutoscalerStateServiceImplBase {

  private final Store store;
  private final Cluster cluster;
  private final Raylets raylets;
  private final Drains drains;
  private final Versions versions;

  public AutoscalerService(Store store, Cluster cluster, Raylets raylets, Drains drains) {
    this.store = store;
    this.cluster = cluster;
    this.raylets = raylets;
    this.drains = drains;
    this.versions = new Versions(store);
  }

  private record Answer(Census kept, ClusterResourceState state) {}

  @Override
  public void getClusterResourceState(
      GetClusterResourceStateRequest request, StreamObserver<GetClusterResourceStateReply> caller) {
    Reply.when(
        look()
            .thenApply(
                answer ->
                    GetClusterResourceStateReply.newBuilder()
                        .setClusterResourceState(answer.state())
                        .build()),
        caller);
  }

  @Override
  public void getClusterStatus(
      GetClusterStatusRequest request, StreamObserver<GetClusterStatusReply> caller) {
    Reply.when(
        look()
            .thenApply(
                answer -> {
                  var reply =
                      GetClusterStatusReply.newBuilder().setClusterResourceState(answer.state());
                  answer.kept().state().ifPresent(reply::setAutoscalingState);
                  return reply.build();
                }),
        caller);
  }

  @Override
  public void reportAutoscalingState(
      ReportAutoscalingStateRequest request, StreamObserver<ReportAutoscalingStateReply> caller) {
    Reply.when(
        store.ask(
            tables -> {
              new AutoscalerTable(tables).report(request.getAutoscalingState());
              return ReportAutoscalingStateReply.getDefaultInstance();
            }),
        caller);
  }

  @Override
  public void reportClusterConfig(
      ReportClusterConfigRequest request, StreamObserver<ReportClusterConfigReply> caller) {
    Reply.when(
        store.ask(
            tables -> {
              new AutoscalerTable(tables).keep(request.getClusterConfig());
              return ReportClusterConfigReply.getDefaultInstance();
            }),
        caller);
  }

  @Override
  public void requestClusterResourceConstraint(
      RequestClusterResourceConstraintRequest request,
      StreamObserver<RequestClusterResourceConstraintReply> caller) {
    Reply.when(
        store.ask(
            tables -> {
              new AutoscalerTable(tables).want(request.getClusterResourceConstraint());
              return RequestClusterResourceConstraintReply.getDefaultInstance();
            }),
        caller);
  }

  @Override
  public void drainNode(DrainNodeRequest request, StreamObserver<DrainNodeReply> caller) {
    answer(drains.drain(request), caller);
  }

  @Override
  public void resizeRayletResourceInstances(
      ResizeRayletResourceInstancesRequest request,
      StreamObserver<ResizeRayletResourceInstancesReply> caller) {
    answer(resize(request), caller);
  }

  private CompletableFuture<ResizeRayletResourceInstancesReply> resize(
      ResizeRayletResourceInstancesRequest request) {
    var problem = IdKind.NODE.problem(request.getNodeId());
    if (problem.isPresent()) {
      return failed(Status.INVALID_ARGUMENT.withDescription(problem.get()));
    }
    NodeId id = NodeId.of(request.getNodeId());
    return cluster
        .view()
        .info(id)
        .map(
            node ->
                raylets
                    .at(PeerAddress.of(node))
                    .resizeLocalResourceInstances(
                        ResizeLocalResourceInstancesRequest.newBuilder()
                            .putAllResources(request.getResourcesMap())
                            .build())
                    .thenApply(
                        reply ->
                            ResizeRayletResourceInstancesReply.newBuilder()
                                .putAllTotalResources(reply.getTotalResourcesMap())
                                .build()))
        .orElseGet(() -> failed(Status.NOT_FOUND.withDescription("node " + id + " is not alive")));
  }

  private CompletableFuture<Answer> look() {
    return versions
        .next()
        .thenCompose(
            version ->
                store
                    .ask(Census::of)
                    .thenApply(
                        kept -> new Answer(kept, ClusterStates.of(kept, cluster.now(), version))));
  }

  /// A failure that has a status of its own is told with it; but a raylet's absence is not ours.
  private static <T> void answer(CompletableFuture<T> known, StreamObserver<T> caller) {
    var _ =
        known.whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                Reply.with(caller, reply);
              } else {
                caller.onError(told(Status.fromThrowable(failure)).asRuntimeException());
              }
            });
  }

  private static Status told(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          Status.ABORTED.withDescription("Disconnected: " + status.getDescription());
      case UNKNOWN -> Status.INTERNAL.withDescription(String.valueOf(status.getCause()));
      default -> status;
    };
  }

  private static <T> CompletableFuture<T> failed(Status status) {
    return CompletableFuture.failedFuture(status.asRuntimeException());
  }
}
