package io.nodectl.load;

import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.CoreWorkerServiceGrpc.CoreWorkerServiceImplBase;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.GetResourceLoadRequest;
import io.nodectl.messages.ray.KillLocalActorReply;
import io.nodectl.messages.ray.KillLocalActorRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeManagerServiceGrpc.NodeManagerServiceImplBase;
import io.nodectl.messages.ray.PushTaskReply;
import io.nodectl.messages.ray.PushTaskRequest;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.RequestWorkerLeaseReply;
import io.nodectl.messages.ray.RequestWorkerLeaseRequest;
import io.nodectl.messages.ray.WaitForActorRefDeletedReply;
import io.nodectl.messages.ray.WaitForActorRefDeletedRequest;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.RpcServer;
import java.net.InetSocketAddress;

/// A node without processes: its raylet gives workers at once, and its workers become actors at
/// once. All of them listen on one port.
public final class SimulatedNode implements AutoCloseable {

  private final NodeId id = NodeId.random();
  private final RpcServer server;

  private SimulatedNode(InetSocketAddress at) throws BindFailed {
    Guard guard = Guard.closed();
    guard.letAllIn();
    server =
        RpcServer.on(at)
            .guard(guard)
            .service(new Raylet(), new Worker())
            .handlers(RpcServer.Handlers.NEVER_BLOCK)
            .start();
    server.health().serving(id.hex());
  }

  /// Starts one that listens there.
  ///
  /// @param at port 0 lets the kernel choose
  public static SimulatedNode start(InetSocketAddress at) throws BindFailed {
    return new SimulatedNode(at);
  }

  /// What it registers with.
  public GcsNodeInfo info() {
    return info(id);
  }

  /// Registers it with a GCS.
  public void register(Channel gcs) {
    var _ =
        NodeInfoGcsServiceGrpc.newBlockingStub(gcs)
            .registerNode(RegisterNodeRequest.newBuilder().setNodeInfo(info()).build());
  }

  /// Says of another node, too, that it is well: one server stands for many.
  void answerFor(NodeId other) {
    server.health().serving(other.hex());
  }

  /// What another node registers with for which this one answers.
  GcsNodeInfo info(NodeId other) {
    return NodeCard.of(other, host(), server.address().getPort());
  }

  /// A worker of this node.
  public Address worker() {
    return Address.newBuilder()
        .setNodeId(id.bytes())
        .setIpAddress(host())
        .setPort(server.address().getPort())
        .setWorkerId(NodeId.random().bytes())
        .build();
  }

  @Override
  public void close() {
    server.close();
  }

  private String host() {
    return server.address().getAddress().getHostAddress();
  }

  private static <T> void answer(StreamObserver<T> caller, T reply) {
    caller.onNext(reply);
    caller.onCompleted();
  }

  private final class Raylet extends NodeManagerServiceImplBase {
    @Override
    public void requestWorkerLease(
        RequestWorkerLeaseRequest request, StreamObserver<RequestWorkerLeaseReply> caller) {
      answer(
          caller,
          RequestWorkerLeaseReply.newBuilder().setWorkerAddress(worker()).setWorkerPid(1).build());
    }

    @Override
    public void killLocalActor(
        KillLocalActorRequest request, StreamObserver<KillLocalActorReply> caller) {
      answer(caller, KillLocalActorReply.getDefaultInstance());
    }

    @Override
    public void getResourceLoad(
        GetResourceLoadRequest request, StreamObserver<GetResourceLoadReply> caller) {
      answer(caller, GetResourceLoadReply.getDefaultInstance());
    }
  }

  private static final class Worker extends CoreWorkerServiceImplBase {
    @Override
    public void pushTask(PushTaskRequest request, StreamObserver<PushTaskReply> caller) {
      answer(caller, PushTaskReply.getDefaultInstance());
    }

    /// Somebody always refers to each actor.
    @Override
    public void waitForActorRefDeleted(
        WaitForActorRefDeletedRequest request,
        StreamObserver<WaitForActorRefDeletedReply> caller) {}
  }
}
