package io.nodectl.gcs.peers;

import io.grpc.Status;
import io.nodectl.messages.ray.CancelLeasesWithResourceShapesReply;
import io.nodectl.messages.ray.CancelLeasesWithResourceShapesRequest;
import io.nodectl.messages.ray.CancelWorkerLeaseReply;
import io.nodectl.messages.ray.CancelWorkerLeaseRequest;
import io.nodectl.messages.ray.CommitBundleResourcesReply;
import io.nodectl.messages.ray.CommitBundleResourcesRequest;
import io.nodectl.messages.ray.DrainRayletReply;
import io.nodectl.messages.ray.DrainRayletRequest;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.KillLocalActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.NotifyGCSRestartReply;
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

/// A raylet that is not there: every call is UNAVAILABLE. Tests override what theirs can do.
public class DeafRaylet implements Raylet {

  @Override
  public CompletableFuture<RequestWorkerLeaseReply> requestWorkerLease(
      RequestWorkerLeaseRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<CancelWorkerLeaseReply> cancelWorkerLease(
      CancelWorkerLeaseRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<ReturnWorkerLeaseReply> returnWorkerLease(
      ReturnWorkerLeaseRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<KillLocalActorReply> killLocalActor(KillLocalActorRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<NotifyGCSRestartReply> notifyGcsRestart() {
    return nobody();
  }

  @Override
  public CompletableFuture<ReleaseUnusedActorWorkersReply> releaseUnusedActorWorkers(
      ReleaseUnusedActorWorkersRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<ReleaseUnusedBundlesReply> releaseUnusedBundles(
      ReleaseUnusedBundlesRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<PrepareBundleResourcesReply> prepareBundleResources(
      PrepareBundleResourcesRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<CommitBundleResourcesReply> commitBundleResources(
      CommitBundleResourcesRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<RemovePlacementGroupBundlesReply> removePlacementGroupBundles(
      RemovePlacementGroupBundlesRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<GetResourceLoadReply> getResourceLoad() {
    return nobody();
  }

  @Override
  public CompletableFuture<DrainRayletReply> drainRaylet(DrainRayletRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<ShutdownRayletReply> shutdownRaylet(ShutdownRayletRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<CancelLeasesWithResourceShapesReply> cancelLeasesWithResourceShapes(
      CancelLeasesWithResourceShapesRequest request) {
    return nobody();
  }

  @Override
  public CompletableFuture<ResizeLocalResourceInstancesReply> resizeLocalResourceInstances(
      ResizeLocalResourceInstancesRequest request) {
    return nobody();
  }

  private static <T> CompletableFuture<T> nobody() {
    return CompletableFuture.failedFuture(Status.UNAVAILABLE.asRuntimeException());
  }
}
