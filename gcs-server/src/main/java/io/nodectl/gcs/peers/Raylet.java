package io.nodectl.gcs.peers;

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

/// One node's raylet.
///
/// No call blocks. Its result comes on a thread of the network, which must not be kept, or fails
/// with gRPC's `StatusRuntimeException`: `UNAVAILABLE` when nobody is there.
public interface Raylet {

  /// Asks for a worker. Held until the raylet has decided, however long that takes.
  CompletableFuture<RequestWorkerLeaseReply> requestWorkerLease(RequestWorkerLeaseRequest request);

  CompletableFuture<CancelWorkerLeaseReply> cancelWorkerLease(CancelWorkerLeaseRequest request);

  CompletableFuture<ReturnWorkerLeaseReply> returnWorkerLease(ReturnWorkerLeaseRequest request);

  CompletableFuture<KillLocalActorReply> killLocalActor(KillLocalActorRequest request);

  CompletableFuture<NotifyGCSRestartReply> notifyGcsRestart();

  CompletableFuture<ReleaseUnusedActorWorkersReply> releaseUnusedActorWorkers(
      ReleaseUnusedActorWorkersRequest request);

  CompletableFuture<ReleaseUnusedBundlesReply> releaseUnusedBundles(
      ReleaseUnusedBundlesRequest request);

  CompletableFuture<PrepareBundleResourcesReply> prepareBundleResources(
      PrepareBundleResourcesRequest request);

  CompletableFuture<CommitBundleResourcesReply> commitBundleResources(
      CommitBundleResourcesRequest request);

  CompletableFuture<RemovePlacementGroupBundlesReply> removePlacementGroupBundles(
      RemovePlacementGroupBundlesRequest request);

  CompletableFuture<GetResourceLoadReply> getResourceLoad();

  CompletableFuture<DrainRayletReply> drainRaylet(DrainRayletRequest request);

  CompletableFuture<ShutdownRayletReply> shutdownRaylet(ShutdownRayletRequest request);

  CompletableFuture<CancelLeasesWithResourceShapesReply> cancelLeasesWithResourceShapes(
      CancelLeasesWithResourceShapesRequest request);

  CompletableFuture<ResizeLocalResourceInstancesReply> resizeLocalResourceInstances(
      ResizeLocalResourceInstancesRequest request);
}
