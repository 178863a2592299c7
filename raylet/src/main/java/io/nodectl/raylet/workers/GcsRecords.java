package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.gcs.LaunchRecord;
import io.nodectl.messages.gcs.LaunchesGrpc;
import io.nodectl.messages.gcs.LaunchesGrpc.LaunchesStub;
import io.nodectl.messages.gcs.ListLaunchesReply;
import io.nodectl.messages.gcs.ListLaunchesRequest;
import io.nodectl.messages.gcs.PutLaunchesReply;
import io.nodectl.messages.gcs.PutLaunchesRequest;
import io.nodectl.messages.gcs.RemoveLaunchReply;
import io.nodectl.messages.gcs.RemoveLaunchRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// The records in gcs-server's store.
final class GcsRecords implements Records {
  /// A gcs-server that is started again is back within seconds; the channel tries until then.
  private static final long ANSWER_WITHIN_S = 30;

  private final NodePeers peers;
  private final ByteString nodeId;
  private final RecordBatches puts = new RecordBatches(this::put);

  /// @param nodeId of this node, 28 bytes
  GcsRecords(NodePeers peers, ByteString nodeId) {
    this.peers = peers;
    this.nodeId = nodeId;
  }

  @Override
  public CompletableFuture<Void> put(LaunchRecord record) {
    return puts.put(record.toBuilder().setNodeId(nodeId).build());
  }

  private CompletableFuture<Void> put(List<LaunchRecord> records) {
    var request = PutLaunchesRequest.newBuilder().addAllRecords(records).build();
    return GcsRecords.<PutLaunchesReply>answer(
            stub(), (stub, observer) -> stub.putLaunches(request, observer))
        .thenApply(_ -> null);
  }

  @Override
  public void remove(WorkerId id) {
    puts.drop(id.bytes());
    var request =
        RemoveLaunchRequest.newBuilder().setNodeId(nodeId).setWorkerId(id.bytes()).build();
    // If it stays, it goes with the node.
    var _ =
        GcsRecords.<RemoveLaunchReply>answer(
            stub(), (stub, observer) -> stub.removeLaunch(request, observer));
  }

  @Override
  public CompletableFuture<List<LaunchRecord>> ofNode() {
    var request = ListLaunchesRequest.newBuilder().setNodeId(nodeId).build();
    return GcsRecords.<ListLaunchesReply>answer(
            stub(), (stub, observer) -> stub.listLaunches(request, observer))
        .thenApply(ListLaunchesReply::getRecordsList);
  }

  private Optional<LaunchesStub> stub() {
    return peers
        .toGcs()
        .map((ManagedChannel channel) -> LaunchesGrpc.newStub(channel))
        .map(stub -> stub.withDeadlineAfter(ANSWER_WITHIN_S, TimeUnit.SECONDS));
  }

  private static <T> CompletableFuture<T> answer(
      Optional<LaunchesStub> stub, BiConsumer<LaunchesStub, StreamObserver<T>> call) {
    var answer = new Answer<T>();
    stub.ifPresentOrElse(
        known -> call.accept(known, answer),
        () -> answer.onError(new IllegalStateException("it is not known where gcs-server is")));
    return answer.future();
  }
}
