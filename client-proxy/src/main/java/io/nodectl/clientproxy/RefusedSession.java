package io.nodectl.clientproxy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.ConnectionCleanupResponse;
import io.nodectl.messages.ray.DataRequest;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.InitResponse;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// One data stream of a client that cannot have a session.
///
/// Its `init` is answered with `ok=false` and the reason, which the client of Ray 2.60 raises as a
/// ConnectionAbortedError; then the stream ends with a status of the same meaning, for callers that
/// look at that. A client that takes the status for a broken line and comes back says that it is
/// reconnecting, and gets NOT_FOUND, after which it gives up.
final class RefusedSession implements StreamObserver<DataRequest> {

  private final Supplier<Upstream.State> upstream;
  private final Executor later;
  private final StreamObserver<DataResponse> client;

  /// Guards `client`, which may be used by one thread at a time, and this.
  private boolean ended;

  /// @param later runs what it is given once the client had time to read an answer
  RefusedSession(
      Supplier<Upstream.State> upstream, Executor later, StreamObserver<DataResponse> client) {
    this.upstream = upstream;
    this.later = later;
    this.client = client;
  }

  /// Tells a client that wants to go on with a session that there is none.
  void endAsUnknown() {
    end(
        Status.NOT_FOUND
            .withDescription("this client has no session here: connect anew")
            .asRuntimeException());
  }

  @Override
  public void onNext(DataRequest request) {
    switch (request.getTypeCase()) {
      case INIT -> refuseInit(request.getReqId());
      case CONNECTION_CLEANUP -> cleanUp(request.getReqId());
      case ACKNOWLEDGE -> {
        // Says that an answer has arrived; none is kept here.
      }
      default ->
          end(
              Status.FAILED_PRECONDITION
                  .withDescription("the first message of a session must be init")
                  .asRuntimeException());
    }
  }

  /// The client is gone, and the call with it.
  @Override
  public synchronized void onError(Throwable gone) {
    ended = true;
  }

  @Override
  public synchronized void onCompleted() {
    if (!ended) {
      ended = true;
      client.onCompleted();
    }
  }

  /// The client forgets the answer to `init` if the stream ends before its waiting thread has
  /// looked at it. It ends the stream itself once it has; who does not is shown the status a little
  /// later.
  private void refuseInit(int id) {
    StatusRuntimeException status =
        switch (upstream.get()) {
          case Upstream.Waiting(String why) -> Refusal.notReady(why);
          case Upstream.Wired _ -> Refusal.unimplemented(DatapathService.SESSIONS);
        };
    String why = String.valueOf(status.getStatus().getDescription());
    send(
        DataResponse.newBuilder()
            .setReqId(id)
            .setInit(InitResponse.newBuilder().setOk(false).setMsg(why))
            .build());
    later.execute(() -> end(status));
  }

  private void cleanUp(int id) {
    send(
        DataResponse.newBuilder()
            .setReqId(id)
            .setConnectionCleanup(ConnectionCleanupResponse.getDefaultInstance())
            .build());
    onCompleted();
  }

  private synchronized void send(DataResponse response) {
    if (!ended) {
      client.onNext(response);
    }
  }

  private synchronized void end(StatusRuntimeException status) {
    if (!ended) {
      ended = true;
      client.onError(status);
    }
  }
}
