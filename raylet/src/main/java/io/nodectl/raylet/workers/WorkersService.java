package io.nodectl.raylet.workers;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.raylet.AttachReply;
import io.nodectl.messages.raylet.AttachRequest;
import io.nodectl.messages.raylet.ContextReply;
import io.nodectl.messages.raylet.ContextRequest;
import io.nodectl.messages.raylet.DescribeReply;
import io.nodectl.messages.raylet.DescribeRequest;
import io.nodectl.messages.raylet.LaunchReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.LogsReply;
import io.nodectl.messages.raylet.LogsRequest;
import io.nodectl.messages.raylet.PrestartReply;
import io.nodectl.messages.raylet.PrestartRequest;
import io.nodectl.messages.raylet.ReleaseReply;
import io.nodectl.messages.raylet.ReleaseRequest;
import io.nodectl.messages.raylet.StopReply;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WatchReply;
import io.nodectl.messages.raylet.WatchRequest;
import io.nodectl.messages.raylet.WorkersGrpc.WorkersImplBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// The workers of this node over the wire. No call waits on the thread that brings it.
final class WorkersService extends WorkersImplBase {
  private static final int MOST_PRESTARTED = 1000;

  private final Workers workers;
  private final Contexts contexts;

  WorkersService(Workers workers, Contexts contexts) {
    this.workers = workers;
    this.contexts = contexts;
  }

  @Override
  public void launch(LaunchRequest request, StreamObserver<LaunchReply> caller) {
    answer(workers.launch(request, false, _ -> {}), caller);
  }

  @Override
  public void stop(StopRequest request, StreamObserver<StopReply> caller) {
    long graceMs = request.getGraceMs();
    if (graceMs < -1) {
      caller.onError(
          Status.INVALID_ARGUMENT
              .withDescription("a grace of %d ms is neither -1 nor 0 or more".formatted(graceMs))
              .asRuntimeException());
      return;
    }
    var end = new EndWatcher();
    answer(
        workers
            .begin(
                request.getWorkerId(),
                worker -> {
                  if (worker.isOver()) {
                    return CompletableFuture.completedFuture(worker);
                  }
                  worker.watchers.add(end);
                  workers.stop(worker, Stops.wish(worker, graceMs));
                  return end.gone().thenApply(_ -> worker);
                })
            .thenCompose(worker -> workers.with(worker.id.hex(), this::stopped)),
        caller);
  }

  private StopReply stopped(Worker worker) {
    return StopReply.newBuilder()
        .setWorker(workers.messages().info(worker))
        .setForced(!worker.ends.isEmpty() && worker.ends.getLast().wasForced())
        .build();
  }

  @Override
  public void list(ListRequest request, StreamObserver<ListReply> caller) {
    if (request.getLimit() < 0) {
      caller.onError(
          Status.INVALID_ARGUMENT
              .withDescription("a limit of %d is less than 0".formatted(request.getLimit()))
              .asRuntimeException());
      return;
    }
    answer(workers.inBook(book -> new Inventory(workers.messages(), request).of(book)), caller);
  }

  @Override
  public void describe(DescribeRequest request, StreamObserver<DescribeReply> caller) {
    answer(
        workers.with(
            request.getWorkerId(), worker -> Inventory.description(workers.messages(), worker)),
        caller);
  }

  @Override
  public StreamObserver<AttachRequest> attach(StreamObserver<AttachReply> caller) {
    var stream = (ServerCallStreamObserver<AttachReply>) caller;
    var attached = new AttachedCaller(new Attachment(workers, stream), stream);
    attached.open();
    return attached;
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<WatchReply> caller) {
    new Watching(workers, request, (ServerCallStreamObserver<WatchReply>) caller).open();
  }

  @Override
  public void logs(LogsRequest request, StreamObserver<LogsReply> caller) {
    if (request.getTailLines() < -1) {
      caller.onError(
          Status.INVALID_ARGUMENT
              .withDescription(
                  "%d lines are neither -1 nor 0 or more".formatted(request.getTailLines()))
              .asRuntimeException());
      return;
    }
    new LogReading(workers, request, (ServerCallStreamObserver<LogsReply>) caller).open();
  }

  @Override
  public void context(ContextRequest request, StreamObserver<ContextReply> caller) {
    Visitor.Admission admission = Visitor.here();
    switch (admission) {
      case Visitor.Stranger _ ->
          caller.onError(
              Status.UNAUTHENTICATED
                  .withDescription(
                      "this is neither the cluster's token nor the credential of a worker that"
                          + " runs here")
                  .asRuntimeException());
      case Visitor.OfCluster _ -> answer(done(contexts.ofNode()), caller);
      case Visitor.OfWorker(Credentials.Bearer bearer) ->
          answer(workers.with(bearer.id().hex(), worker -> contexts.of(worker, bearer)), caller);
    }
  }

  @Override
  public void prestart(PrestartRequest request, StreamObserver<PrestartReply> caller) {
    int count = request.getCount();
    if (count < 1 || count > MOST_PRESTARTED || !request.getRequest().hasPool()) {
      caller.onError(
          Status.INVALID_ARGUMENT
              .withDescription("it takes a count from 1 to 1000, and a request with a pool")
              .asRuntimeException());
      return;
    }
    try {
      answer(workers.prestart(request.getRequest(), count).thenApply(this::prestarted), caller);
    } catch (BadRequest e) {
      caller.onError(Status.INVALID_ARGUMENT.withDescription(e.words()).asRuntimeException());
    }
  }

  private PrestartReply prestarted(PoolDesk.Prestarted done) {
    PrestartReply.Builder reply = PrestartReply.newBuilder().setLaunched(done.launched());
    done.refused().ifPresent(reply::setRefused);
    return reply.build();
  }

  @Override
  public void release(ReleaseRequest request, StreamObserver<ReleaseReply> caller) {
    answer(
        workers.with(
            request.getWorkerId(),
            worker -> {
              if (!worker.terms.request().hasPool()) {
                throw new UnknownWorker("worker %s is in no pool".formatted(worker.id));
              }
              if (!worker.isOver() && !worker.idle) {
                workers.release(worker);
              }
              return ReleaseReply.getDefaultInstance();
            }),
        caller);
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /// What goes wrong is told with a status, never thrown at the server.
  static <T> void answer(CompletableFuture<T> answer, StreamObserver<T> caller) {
    var _ =
        answer.whenComplete(
            (reply, failure) -> {
              if (failure != null) {
                caller.onError(status(failure).asRuntimeException());
              } else {
                caller.onNext(reply);
                caller.onCompleted();
              }
            });
  }

  static Status status(Throwable failure) {
    return switch (failure) {
      case CompletionException wrapped when wrapped.getCause() != null ->
          status(wrapped.getCause());
      case UnknownWorker unknown -> Status.NOT_FOUND.withDescription(unknown.getMessage());
      default -> Status.INTERNAL.withDescription("a bug: " + failure).withCause(failure);
    };
  }
}
