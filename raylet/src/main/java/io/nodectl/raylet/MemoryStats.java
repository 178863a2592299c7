package io.nodectl.raylet;

import com.google.protobuf.MessageLite;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.nodectl.messages.ray.FormatGlobalMemoryInfoReply;
import io.nodectl.messages.ray.GetNodeStatsReply;
import io.nodectl.messages.ray.NodeManagerServiceGrpc;
import io.nodectl.messages.ray.ObjectStoreStats;

/// What `ray memory` and Ray's dashboard ask every node of a cluster for, and give up without: the
/// workers and objects of this one, which has none. Only these two methods are bound: the whole
/// service would load the messages of all others at each start.
final class MemoryStats implements BindableService {

  /// `ray memory` divides by the size of the store.
  private static final ObjectStoreStats STORE =
      ObjectStoreStats.newBuilder().setObjectStoreBytesAvail(1).build();

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NodeManagerServiceGrpc.SERVICE_NAME)
        .addMethod(
            always(
                NodeManagerServiceGrpc.getGetNodeStatsMethod(),
                GetNodeStatsReply.newBuilder().setStoreStats(STORE).build()))
        .addMethod(
            always(
                NodeManagerServiceGrpc.getFormatGlobalMemoryInfoMethod(),
                FormatGlobalMemoryInfoReply.newBuilder().setStoreStats(STORE).build()))
        .build();
  }

  private static <Q extends MessageLite, A extends MessageLite> ServerMethodDefinition<Q, A> always(
      MethodDescriptor<Q, A> method, A answer) {
    return ServerMethodDefinition.create(
        method,
        ServerCalls.asyncUnaryCall(
            (_, caller) -> {
              caller.onNext(answer);
              caller.onCompleted();
            }));
  }
}
