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
import io.nodectl.messages.ray.ResourceUsageBatchData;
import io.nodectl.messages.ray.ResourcesData;
import java.time.InstantSource;

/// The nodes' resources over Ray 2.60's messages.
public final class NodeResourceService extends NodeResourceInfoGcsServiceImplBase {

  private final ClusterView view;
  private final Loads loads;
  private final InstantSource clock;

  public NodeResourceService(ClusterView view, Loads loads, InstantSource clock) {
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
    ResourceUsageBatchData.Builder usage = ResourceUsageBatchData.newBuilder();
    view.snapshot()
        .nodes()
        .forEach(node -> usage.addBatch(ResourceReplies.usage(node, load(node), clock.millis())));
    usage.setResourceLoadByShape(
        Demands.sum(usage.getBatchList().stream().map(ResourcesData::getResourceLoadByShape)));
    Reply.with(
        caller,
        GetAllResourceUsageReply.newBuilder()
            .setStatus(Statuses.ok())
            .setResourceUsageData(usage)
            .build());
  }

  private ResourcesData load(NodeView node) {
    return loads.of(node.id()).orElse(ResourcesData.getDefaultInstance());
  }
}
