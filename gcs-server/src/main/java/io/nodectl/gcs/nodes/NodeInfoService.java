package io.nodectl.gcs.nodes;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.cluster.ClusterTable;
import io.nodectl.gcs.cluster.RayRelease;
import io.nodectl.gcs.peers.Raylets;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.DrainNodeReply;
import io.nodectl.messages.ray.DrainNodeRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import io.nodectl.messages.ray.RegisterNodeReply;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeReply;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.NodeId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The nodes over Ray 2.60's messages, but for lists of all of them: see [NodeInfoCalls].
public final class NodeInfoService extends NodeInfoGcsServiceImplBase {

  private final Store store;
  private final Nodes nodes;
  private final Shutdown shutdown;

  public NodeInfoService(Store store, Nodes nodes, Raylets raylets) {
    this.store = store;
    this.nodes = nodes;
    this.shutdown = new Shutdown(store, raylets);
  }

  @Override
  public void getClusterId(GetClusterIdRequest request, StreamObserver<GetClusterIdReply> caller) {
    Reply.when(
        store.ask(
            tables ->
                GetClusterIdReply.newBuilder()
                    .setStatus(Statuses.ok())
                    .setClusterId(new ClusterTable(tables).id().bytes())
                    .build()),
        caller);
  }

  @Override
  public void registerNode(RegisterNodeRequest request, StreamObserver<RegisterNodeReply> caller) {
    Reply.when(
        register(request.getNodeInfo())
            .thenApply(status -> RegisterNodeReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void unregisterNode(
      UnregisterNodeRequest request, StreamObserver<UnregisterNodeReply> caller) {
    Reply.when(
        unregister(request)
            .thenApply(status -> UnregisterNodeReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void drainNode(DrainNodeRequest request, StreamObserver<DrainNodeReply> caller) {
    Reply.when(shutdown.of(request), caller);
  }

  @Override
  public void checkAlive(CheckAliveRequest request, StreamObserver<CheckAliveReply> caller) {
    Reply.when(store.ask(tables -> alive(request, new NodeTable(tables))), caller);
  }

  private static CheckAliveReply alive(CheckAliveRequest request, NodeTable table) {
    CheckAliveReply.Builder reply =
        CheckAliveReply.newBuilder()
            .setStatus(Statuses.ok())
            .setRayVersion(RayRelease.VERSION)
            .setIsLeader(true);
    for (ByteString bytes : request.getNodeIdsList()) {
      Optional<NodeId> id = NodeId.ifWellFormed(bytes);
      if (id.isEmpty()) {
        reply.setStatus(Statuses.invalid(NodeQuery.wrongLength(bytes))).clearRayletAlive();
        break;
      }
      reply.addRayletAlive(table.isAlive(id.get()));
    }
    return reply.build();
  }

  private CompletableFuture<GcsStatus> register(GcsNodeInfo info) {
    Optional<String> problem = NodeAdmission.problem(info);
    if (problem.isPresent()) {
      return CompletableFuture.completedFuture(Statuses.invalid(problem.get()));
    }
    NodeId id = NodeId.of(info.getNodeId());
    return nodes
        .register(id, info)
        .thenApply(
            registration ->
                switch (registration) {
                  case Registration.Registered _ -> Statuses.ok();
                  case Registration.DeadAlready() -> Statuses.dead(id);
                });
  }

  private CompletableFuture<GcsStatus> unregister(UnregisterNodeRequest request) {
    Optional<NodeId> id = NodeId.ifWellFormed(request.getNodeId());
    if (id.isEmpty()) {
      return CompletableFuture.completedFuture(
          Statuses.invalid(NodeQuery.wrongLength(request.getNodeId())));
    }
    return nodes
        .unregister(id.get(), request.getNodeDeathInfo())
        .thenApply(
            departure ->
                switch (departure) {
                  // Asked twice, perhaps because the first answer was lost: the wish is fulfilled.
                  case Departure.Departed _, Departure.DeadAlready() -> Statuses.ok();
                  case Departure.Unknown() -> Statuses.notFound("there is no node " + id.get());
                });
  }
}
