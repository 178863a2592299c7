package io.nodectl.gcs.reply;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/// Answers a unary call.
public final class Reply {

  private Reply() {}

  public static <T> void with(StreamObserver<T> caller, T reply) {
    caller.onNext(reply);
    caller.onCompleted();
  }

  /// Answers when it is known what. If the store fails the call fails, INTERNAL: Ray's clients end
  /// themselves after a minute of UNAVAILABLE, and this is not to be tried again at once.
  public static <T> void when(CompletableFuture<T> known, StreamObserver<T> caller) {
    var _ =
        known.whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                with(caller, reply);
              } else {
                caller.onError(
                    Status.INTERNAL
                        .withDescription(failure.getMessage())
                        .withCause(failure)
                        .asRuntimeException());
              }
            });
  }
}
