package io.nodectl.gcs.peers;

import io.nodectl.gcs.peers.PeerChannels.Patience;
import io.nodectl.messages.ray.CancelLeasesWithResourceShapesReply;
import io.nodectl.messages.ray.CancelLeasesWithResourceShapesRequest;
import io.nodectl.messages.ray.CancelWorkerLeaseReply;
import io.nodectl.messages.ray.CancelWorkerLeaseRequest;
import io.nodectl.messages.ray.CommitBundleResourcesReply;
import io.nodectl.messages.ray.CommitBundleResourcesRequest;
import io.nodectl.messages.ray.DrainRayletReply;
import io.nodectl.messages.ray.DrainRayletRequest;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.GetResourceLoadRequest;
import io.nodectl.messages.ray.KillLocalActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.NodeManagerServiceGrpc;
import io.nodectl.messages.ray.NotifyGCSRestartReply;
import io.nodectl.messages.ray.NotifyGCSRestartRequest;
import io.nodectl.messages.ray.PrepareBundleResourcesReply;
import io.nodectl.messages.ray.PrepareBundleResourcesRequest;
import io.nodectl.messages.ray.ReleaseUnusedActorWorkersReply;
import io.nodectl.messages.ray.ReleaseUnusedActorWorkersRequest;
import io.nodectl.messages.ray.ReleaseUnusedBundlesReply;
import io.nodectl.messages.ray.ReleaseUnusedBundlesRequest;
import io.nodectl.messages.ray.RemovePlacementGroupBundlesReply;
import io.nodectl.messages.ray.RemovePlacementGroupBundlesRequest;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.RequestWorkerLeaseRequest;
import io.nodectl.messages.ray.ResizeLocalResourceInstancesReply;
import io.nodectl.messages.ray.ResizeLocalResourceInstancesRequest;
import io.nodectl.messages.ray.ReturnWorkerLeaseReply;
import io.nodectl.messages.ray.ReturnWorkerLeaseRequest;
import io.nodectl.messages.ray.ShutdownRayletReply;
import io.nodectl.messages.ray.ShutdownRayletRequest;
import java.util.concurrent.CompletableFuture;

/// A raylet over Ray 2.60's `NodeManagerService`.
record GrpcRaylet(PeerChannels peers, PeerAddress address) implements Raylet {

  @Override
  public CompletableFuture<RequestWorkerLeaseReply> requestWorkerLease(
      RequestWorkerLeaseRequest request) {
    return peers
        .to(address, Patience.ENDLESS)
        .call(NodeManagerServiceGrpc.getRequestWorkerLeaseMethod(), request);
  }

  @Override
  public CompletableFuture<CancelWorkerLeaseReply> cancelWorkerLease(
      CancelWorkerLeaseRequest request) {
    return soon().call(NodeManagerServiceGrpc.getCancelWorkerLeaseMethod(), request);
  }

  @Override
  public CompletableFuture<ReturnWorkerLeaseReply> returnWorkerLease(
      ReturnWorkerLeaseRequest request) {
    return soon().call(NodeManagerServiceGrpc.getReturnWorkerLeaseMethod(), request);
  }

  @Override
  public CompletableFuture<KillLocalActorReply> killLocalActor(KillLocalActorRequest request) {
    return soon().call(NodeManagerServiceGrpc.getKillLocalActorMethod(), request);
  }

  @Override
  public CompletableFuture<NotifyGCSRestartReply> notifyGcsRestart() {
    return soon()
        .call(
            NodeManagerServiceGrpc.getNotifyGCSRestartMethod(),
            NotifyGCSRestartRequest.getDefaultInstance());
  }

  @Override
  public CompletableFuture<ReleaseUnusedActorWorkersReply> releaseUnusedActorWorkers(
      ReleaseUnusedActorWorkersRequest request) {
    return soon().call(NodeManagerServiceGrpc.getReleaseUnusedActorWorkersMethod(), request);
  }

  @Override
  public CompletableFuture<ReleaseUnusedBundlesReply> releaseUnusedBundles(
      ReleaseUnusedBundlesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getReleaseUnusedBundlesMethod(), request);
  }

  @Override
  public CompletableFuture<PrepareBundleResourcesReply> prepareBundleResources(
      PrepareBundleResourcesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getPrepareBundleResourcesMethod(), request);
  }

  @Override
  public CompletableFuture<CommitBundleResourcesReply> commitBundleResources(
      CommitBundleResourcesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getCommitBundleResourcesMethod(), request);
  }

  @Override
  public CompletableFuture<RemovePlacementGroupBundlesReply> removePlacementGroupBundles(
      RemovePlacementGroupBundlesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getRemovePlacementGroupBundlesMethod(), request);
  }

  @Override
  public CompletableFuture<GetResourceLoadReply> getResourceLoad() {
    return soon()
        .call(
            NodeManagerServiceGrpc.getGetResourceLoadMethod(),
            GetResourceLoadRequest.getDefaultInstance());
  }

  @Override
  public CompletableFuture<DrainRayletReply> drainRaylet(DrainRayletRequest request) {
    return soon().call(NodeManagerServiceGrpc.getDrainRayletMethod(), request);
  }

  @Override
  public CompletableFuture<ShutdownRayletReply> shutdownRaylet(ShutdownRayletRequest request) {
    return soon().call(NodeManagerServiceGrpc.getShutdownRayletMethod(), request);
  }

  @Override
  public CompletableFuture<CancelLeasesWithResourceShapesReply> cancelLeasesWithResourceShapes(
      CancelLeasesWithResourceShapesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getCancelLeasesWithResourceShapesMethod(), request);
  }

  @Override
  public CompletableFuture<ResizeLocalResourceInstancesReply> resizeLocalResourceInstances(
      ResizeLocalResourceInstancesRequest request) {
    return soon().call(NodeManagerServiceGrpc.getResizeLocalResourceInstancesMethod(), request);
  }

  private PeerChannels.Line soon() {
    return peers.to(address, Patience.USUAL);
  }
}
