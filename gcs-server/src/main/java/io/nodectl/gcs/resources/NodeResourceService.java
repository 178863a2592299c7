package io.nodectl.gcs.resources;

import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.GetAllAvailableResourcesReply;
import io.nodectl.messages.ray.GetAllAvailableResourcesRequest;
import io.nodectl.messages.ray.GetAllResourceUsageReply;
import io.nodectl.messages.ray.GetAllResourceUsageRequest;
import io.nodectl.messages.ray.GetAllTotalResourcesReply;
import io.nodectl.messages.ray.GetAllTotalResourcesRequest;
import io.nodectl.messages.ray.GetDrainingNodesReply;
import io.nodectl.messages.ray.GetDrainingNodesRequest;
import io.nodectl.messages.ray.NodeResourceInfoGcsServiceGrpc.NodeResourceInfoGcsServiceImplBase;
import io.nodectl.messages.ray.PlacementGroupLoad;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.ResourceUsageBatchData;
import io.nodectl.messages.ray.ResourcesData;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The nodes' resources over Ray 2.60's messages.
public final class NodeResourceService extends NodeResourceInfoGcsServiceImplBase {

  private final ClusterView view;
  private final Loads loads;
  private final WaitingGroups waiting;
  private final InstantSource clock;

  /// Where the placement groups that ask for room are looked up.
  @FunctionalInterface
  public interface WaitingGroups {
    CompletableFuture<List<PlacementGroupTableData>> now();
  }

  /// @param waiting the placement groups that ask for room
  public NodeResourceService(
      ClusterView view, Loads loads, WaitingGroups waiting, InstantSource clock) {
    this.waiting = waiting;
    this.view = view;
    this.loads = loads;
    this.clock = clock;
  }

  @Override
  public void getAllAvailableResources(
      GetAllAvailableResourcesRequest request,
      StreamObserver<GetAllAvailableResourcesReply> caller) {
    Reply.with(caller, ResourceReplies.available(view.snapshot()));
  }

  @Override
  public void getAllTotalResources(
      GetAllTotalResourcesRequest request, StreamObserver<GetAllTotalResourcesReply> caller) {
    Reply.with(caller, ResourceReplies.total(view.snapshot()));
  }

  @Override
  public void getDrainingNodes(
      GetDrainingNodesRequest request, StreamObserver<GetDrainingNodesReply> caller) {
    Reply.with(caller, ResourceReplies.draining(view.snapshot()));
  }

  @Override
  public void getAllResourceUsage(
      GetAllResourceUsageRequest request, StreamObserver<GetAllResourceUsageReply> caller) {
    Reply.when(
        waiting
            .now()
            .thenApply(
                groups ->
                    GetAllResourceUsageReply.newBuilder()
                        .setStatus(Statuses.ok())
                        .setResourceUsageData(usage(groups))
                        .build()),
        caller);
  }

  private ResourceUsageBatchData usage(List<PlacementGroupTableData> groups) {
    ResourceUsageBatchData.Builder usage = ResourceUsageBatchData.newBuilder();
    long nowMs = clock.millis();
    view.snapshot()
        .nodes()
        .forEach(node -> usage.addBatch(ResourceReplies.usage(node, load(node), nowMs)));
    return usage
        .setResourceLoadByShape(
            Demands.sum(usage.getBatchList().stream().map(ResourcesData::getResourceLoadByShape)))
        .setPlacementGroupLoad(PlacementGroupLoad.newBuilder().addAllPlacementGroupData(groups))
        .build();
  }

  private ResourcesData load(NodeView node) {
    return loads.of(node.id()).orElse(ResourcesData.getDefaultInstance());
  }
}
