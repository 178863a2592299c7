package io.nodectl.gcs;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessReply;
import io.nodectl.messages.ray.GetAllNodeAddressAndLivenessRequest;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import io.nodectl.messages.ray.RegisterNodeReply;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.UnregisterNodeReply;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.rpc.ClusterId;
import io.nodectl.rpc.NodeId;
import java.util.Optional;

/// The nodes over Ray 2.60's messages.
final class NodeInfoService extends NodeInfoGcsServiceImplBase {

  /// The release whose wire this speaks; clients compare it with their own.
  private static final String RAY_VERSION = "2.60.0";

  private final ClusterId cluster;
  private final NodeTable table;
  private final Nodes nodes;

  NodeInfoService(ClusterId cluster, NodeTable table, Nodes nodes) {
    this.cluster = cluster;
    this.table = table;
    this.nodes = nodes;
  }

  @Override
  public void getClusterId(GetClusterIdRequest request, StreamObserver<GetClusterIdReply> caller) {
    Reply.with(
        caller,
        GetClusterIdReply.newBuilder()
            .setStatus(Statuses.ok())
            .setClusterId(cluster.bytes())
            .build());
  }

  @Override
  public void registerNode(RegisterNodeRequest request, StreamObserver<RegisterNodeReply> caller) {
    Reply.with(
        caller, RegisterNodeReply.newBuilder().setStatus(register(request.getNodeInfo())).build());
  }

  @Override
  public void unregisterNode(
      UnregisterNodeRequest request, StreamObserver<UnregisterNodeReply> caller) {
    Reply.with(caller, UnregisterNodeReply.newBuilder().setStatus(unregister(request)).build());
  }

  @Override
  public void getAllNodeInfo(
      GetAllNodeInfoRequest request, StreamObserver<GetAllNodeInfoReply> caller) {
    Reply.with(caller, NodeQuery.answer(request, table.all()));
  }

  @Override
  public void getAllNodeAddressAndLiveness(
      GetAllNodeAddressAndLivenessRequest request,
      StreamObserver<GetAllNodeAddressAndLivenessReply> caller) {
    Reply.with(caller, NodeQuery.answer(request, table.all()));
  }

  @Override
  public void checkAlive(CheckAliveRequest request, StreamObserver<CheckAliveReply> caller) {
    CheckAliveReply.Builder reply =
        CheckAliveReply.newBuilder()
            .setStatus(Statuses.ok())
            .setRayVersion(RAY_VERSION)
            .setIsLeader(true);
    for (ByteString bytes : request.getNodeIdsList()) {
      Optional<NodeId> id = NodeId.ifWellFormed(bytes);
      if (id.isEmpty()) {
        reply.setStatus(Statuses.invalid(NodeQuery.wrongLength(bytes))).clearRayletAlive();
        break;
      }
      reply.addRayletAlive(table.isAlive(id.get()));
    }
    Reply.with(caller, reply.build());
  }

  private GcsStatus register(GcsNodeInfo info) {
    Optional<String> problem = NodeAdmission.problem(info);
    if (problem.isPresent()) {
      return Statuses.invalid(problem.get());
    }
    NodeId id = NodeId.of(info.getNodeId());
    return switch (nodes.register(id, info)) {
      case Registration.Registered _ -> Statuses.ok();
      case Registration.DeadAlready() ->
          Statuses.invalid(
              "node %s is DEAD and cannot come back; start the raylet with a new id".formatted(id));
    };
  }

  private GcsStatus unregister(UnregisterNodeRequest request) {
    Optional<NodeId> id = NodeId.ifWellFormed(request.getNodeId());
    if (id.isEmpty()) {
      return Statuses.invalid(NodeQuery.wrongLength(request.getNodeId()));
    }
    NodeDeathInfo death = request.getNodeDeathInfo();
    return switch (nodes.unregister(id.get(), death)) {
      // Asked twice, perhaps because the first answer was lost: the wish is fulfilled.
      case Departure.Departed _, Departure.DeadAlready() -> Statuses.ok();
      case Departure.Unknown() -> Statuses.notFound("there is no node " + id.get());
    };
  }
}
