package io.nodectl.gcs.workers;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.messages.ray.AddWorkerInfoReply;
import io.nodectl.messages.ray.AddWorkerInfoRequest;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllWorkerInfoReply;
import io.nodectl.messages.ray.GetAllWorkerInfoRequest;
import io.nodectl.messages.ray.GetWorkerInfoReply;
import io.nodectl.messages.ray.GetWorkerInfoRequest;
import io.nodectl.messages.ray.ReportWorkerFailureReply;
import io.nodectl.messages.ray.ReportWorkerFailureRequest;
import io.nodectl.messages.ray.UpdateWorkerDebuggerPortReply;
import io.nodectl.messages.ray.UpdateWorkerDebuggerPortRequest;
import io.nodectl.messages.ray.UpdateWorkerNumPausedThreadsReply;
import io.nodectl.messages.ray.UpdateWorkerNumPausedThreadsRequest;
import io.nodectl.messages.ray.WorkerInfoGcsServiceGrpc.WorkerInfoGcsServiceImplBase;
import io.nodectl.messages.ray.WorkerTableData;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The workers over Ray 2.60's messages.
public final class WorkerInfoService extends WorkerInfoGcsServiceImplBase {

  private static final GcsStatus NO_WORKER = Statuses.notFound("there is no such worker");

  private final Store store;
  private final Workers workers;

  public WorkerInfoService(Store store, Workers workers) {
    this.store = store;
    this.workers = workers;
  }

  @Override
  public void reportWorkerFailure(
      ReportWorkerFailureRequest request, StreamObserver<ReportWorkerFailureReply> caller) {
    Reply.when(
        take(request.getWorkerFailure(), workers::fail)
            .thenApply(status -> ReportWorkerFailureReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void addWorkerInfo(
      AddWorkerInfoRequest request, StreamObserver<AddWorkerInfoReply> caller) {
    Reply.when(
        take(request.getWorkerData(), workers::add)
            .thenApply(status -> AddWorkerInfoReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void getWorkerInfo(
      GetWorkerInfoRequest request, StreamObserver<GetWorkerInfoReply> caller) {
    Optional<String> problem = IdKind.WORKER.problem(request.getWorkerId());
    if (problem.isPresent()) {
      GcsStatus status = Statuses.invalid(problem.get());
      Reply.with(caller, GetWorkerInfoReply.newBuilder().setStatus(status).build());
      return;
    }
    Reply.when(
        store.ask(tables -> answer(new WorkerTable(tables).find(request.getWorkerId()))), caller);
  }

  @Override
  public void getAllWorkerInfo(
      GetAllWorkerInfoRequest request, StreamObserver<GetAllWorkerInfoReply> caller) {
    Reply.when(
        store.ask(tables -> WorkerQuery.answer(request, new WorkerTable(tables).all())), caller);
  }

  @Override
  public void updateWorkerDebuggerPort(
      UpdateWorkerDebuggerPortRequest request,
      StreamObserver<UpdateWorkerDebuggerPortReply> caller) {
    Reply.when(
        change(request.getWorkerId(), row -> row.setDebuggerPort(request.getDebuggerPort()))
            .thenApply(
                status -> UpdateWorkerDebuggerPortReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void updateWorkerNumPausedThreads(
      UpdateWorkerNumPausedThreadsRequest request,
      StreamObserver<UpdateWorkerNumPausedThreadsReply> caller) {
    int delta = request.getNumPausedThreadsDelta();
    Reply.when(
        change(
                request.getWorkerId(),
                row -> row.setNumPausedThreads(Math.max(0, row.getNumPausedThreads() + delta)))
            .thenApply(
                status -> UpdateWorkerNumPausedThreadsReply.newBuilder().setStatus(status).build()),
        caller);
  }

  private static GetWorkerInfoReply answer(Optional<WorkerTableData> row) {
    return row.map(
            found ->
                GetWorkerInfoReply.newBuilder()
                    .setStatus(Statuses.ok())
                    .setWorkerTableData(found)
                    .build())
        .orElseGet(() -> GetWorkerInfoReply.newBuilder().setStatus(NO_WORKER).build());
  }

  private static CompletableFuture<GcsStatus> take(
      WorkerTableData row, Function<WorkerTableData, CompletableFuture<WorkerTableData>> taker) {
    return Statuses.invalidOr(problem(row), () -> taker.apply(row).thenApply(_ -> Statuses.ok()));
  }

  private CompletableFuture<GcsStatus> change(
      ByteString worker, UnaryOperator<WorkerTableData.Builder> how) {
    return Statuses.invalidOr(
        IdKind.WORKER.problem(worker),
        () -> workers.change(worker, how).thenApply(found -> found ? Statuses.ok() : NO_WORKER));
  }

  private static Optional<String> problem(WorkerTableData row) {
    Address address = row.getWorkerAddress();
    return Stream.of(
            IdKind.WORKER.problem(address.getWorkerId()),
            IdKind.NODE.problemIfGiven(address.getNodeId()),
            IdKind.JOB.problemIfGiven(row.getJobId()))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
