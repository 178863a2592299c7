package io.nodectl.gcs.launches;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.gcs.LaunchRecord;
import io.nodectl.messages.gcs.LaunchesGrpc.LaunchesImplBase;
import io.nodectl.messages.gcs.ListLaunchesReply;
import io.nodectl.messages.gcs.ListLaunchesRequest;
import io.nodectl.messages.gcs.PutLaunchesReply;
import io.nodectl.messages.gcs.PutLaunchesRequest;
import io.nodectl.messages.gcs.RemoveLaunchReply;
import io.nodectl.messages.gcs.RemoveLaunchRequest;
import java.util.Optional;
import java.util.stream.Stream;

/// The launch records over the wire.
public final class LaunchesService extends LaunchesImplBase {

  private final Store store;

  public LaunchesService(Store store) {
    this.store = store;
  }

  @Override
  public void putLaunches(PutLaunchesRequest request, StreamObserver<PutLaunchesReply> caller) {
    for (LaunchRecord record : request.getRecordsList()) {
      if (isRefused(caller, record.getNodeId(), record.getWorkerId())) {
        return;
      }
    }
    Reply.when(
        store.ask(
            tables -> {
              request.getRecordsList().forEach(new LaunchTable(tables)::put);
              return PutLaunchesReply.getDefaultInstance();
            }),
        caller);
  }

  @Override
  public void removeLaunch(RemoveLaunchRequest request, StreamObserver<RemoveLaunchReply> caller) {
    if (isRefused(caller, request.getNodeId(), request.getWorkerId())) {
      return;
    }
    Reply.when(
        store.ask(
            tables -> {
              new LaunchTable(tables).remove(request.getNodeId(), request.getWorkerId());
              return RemoveLaunchReply.getDefaultInstance();
            }),
        caller);
  }

  @Override
  public void listLaunches(ListLaunchesRequest request, StreamObserver<ListLaunchesReply> caller) {
    Optional<String> problem = IdKind.NODE.problem(request.getNodeId());
    if (problem.isPresent()) {
      refuse(caller, problem.get());
      return;
    }
    Reply.when(
        store.ask(
            tables ->
                ListLaunchesReply.newBuilder()
                    .addAllRecords(new LaunchTable(tables).of(request.getNodeId()))
                    .build()),
        caller);
  }

  private static boolean isRefused(StreamObserver<?> caller, ByteString node, ByteString worker) {
    Optional<String> problem =
        Stream.of(IdKind.NODE.problem(node), IdKind.WORKER.problem(worker))
            .flatMap(Optional::stream)
            .findFirst();
    problem.ifPresent(words -> refuse(caller, words));
    return problem.isPresent();
  }

  private static void refuse(StreamObserver<?> caller, String problem) {
    caller.onError(Status.INVALID_ARGUMENT.withDescription(problem).asRuntimeException());
  }
}
