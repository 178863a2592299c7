package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.DescribeReply;
import io.nodectl.messages.raylet.DescribeRequest;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.messages.raylet.StopReply;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.Guard;
import io.nodectl.rpc.NodeId;
import io.nodectl.rpc.RpcServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A raylet that runs nothing and says what a test has it say, and beside it a gcs-server that
/// knows of it, and of other nodes if it is told of some.
final class FakeRaylet extends WorkersGrpc.WorkersImplBase implements AutoCloseable {
  /// What was asked of it, in that order.
  final List<LaunchRequest> launches = new CopyOnWriteArrayList<>();

  final List<AttachRequest> heard = new CopyOnWriteArrayList<>();
  final List<StopRequest> stops = new CopyOnWriteArrayList<>();

  /// What it answers.
  List<AttachReply> attached = List.of();

  Function<LaunchRequest, LaunchReply> launched = _ -> LaunchReply.getDefaultInstance();
  List<WatchReply> watched = List.of();
  List<WorkerInfo> workers = List.of();
  List<LogsReply> logged = List.of();

  /// What it does with each thing that it hears of a caller after the launch.
  BiConsumer<AttachRequest, StreamObserver<AttachReply>> reaction = (_, _) -> {};

  private final NodeId id = NodeId.random();
  private final List<GcsNodeInfo> others = new ArrayList<>();
  private final RpcServer server;

  private FakeRaylet() throws BindFailed {
    Guard guard = Guard.closed();
    guard.letAllIn();
    server =
        RpcServer.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .guard(guard)
            .service(this, new Gcs())
            .start();
  }

  static FakeRaylet start() throws BindFailed {
    return new FakeRaylet();
  }

  Endpoint address() {
    return Endpoint.of(server.address());
  }

  String nodeId() {
    return id.hex();
  }

  /// As its gcs-server tells of it.
  GcsNodeInfo info() {
    return node(id, address().port());
  }

  /// Its gcs-server knows of one more.
  void knows(GcsNodeInfo other) {
    others.add(other);
  }

  static GcsNodeInfo node(NodeId id, int port) {
    return GcsNodeInfo.newBuilder()
        .setNodeId(id.bytes())
        .setNodeManagerAddress("127.0.0.1")
        .setNodeManagerPort(port)
        .setState(GcsNodeState.ALIVE)
        .build();
  }

  static WorkerInfo.Builder worker(WorkerState state) {
    return WorkerInfo.newBuilder().setWorkerId("ab".repeat(28)).setState(state);
  }

  static AttachReply state(WorkerState state) {
    return AttachReply.newBuilder().setWorker(worker(state)).build();
  }

  static AttachReply out(String text) {
    return AttachReply.newBuilder().setStdout(ByteString.copyFromUtf8(text)).build();
  }

  @Override
  public StreamObserver<AttachRequest> attach(StreamObserver<AttachReply> replies) {
    return new StreamObserver<>() {
      @Override
      public void onNext(AttachRequest request) {
        if (request.hasLaunch()) {
          launches.add(request.getLaunch());
          attached.forEach(replies::onNext);
        } else {
          heard.add(request);
          reaction.accept(request, replies);
        }
      }

      @Override
      public void onError(Throwable gone) {
        // The caller has left, as it may.
      }

      @Override
      public void onCompleted() {
        replies.onCompleted();
      }
    };
  }

  @Override
  public void launch(LaunchRequest request, StreamObserver<LaunchReply> replies) {
    launches.add(request);
    answer(launched.apply(request), replies);
  }

  /// It then goes on without anything new.
  @Override
  public void watch(WatchRequest request, StreamObserver<WatchReply> replies) {
    watched.forEach(replies::onNext);
  }

  @Override
  public void stop(StopRequest request, StreamObserver<StopReply> replies) {
    stops.add(request);
    answer(StopReply.newBuilder().setWorker(worker(WorkerState.EXITED)).build(), replies);
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListReply> replies) {
    answer(ListReply.newBuilder().addAllWorkers(workers).build(), replies);
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeReply> replies) {
    for (WorkerInfo worker : workers) {
      if (worker.getWorkerId().equals(request.getWorkerId())) {
        answer(DescribeReply.newBuilder().setWorker(worker).build(), replies);
        return;
      }
    }
    replies.onError(Status.NOT_FOUND.withDescription("no such worker").asRuntimeException());
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<LogsReply> replies) {
    logged.forEach(replies::onNext);
    replies.onCompleted();
  }

  private static <T> void answer(T reply, StreamObserver<T> replies) {
    replies.onNext(reply);
    replies.onCompleted();
  }

  @Override
  public void close() {
    server.close();
  }

  /// Knows the nodes.
  private final class Gcs extends NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase {
    @Override
    public void getAllNodeInfo(
        GetAllNodeInfoRequest request, StreamObserver<GetAllNodeInfoReply> replies) {
      answer(
          GetAllNodeInfoReply.newBuilder()
              .addNodeInfoList(info())
              .addAllNodeInfoList(others)
              .build(),
          replies);
    }
  }
}
