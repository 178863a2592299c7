package io.nodectl.gcs.reply;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
                fail(caller, failure);
              }
            });
  }

  /// Fails the call, as above, if this fails; otherwise whoever has it answers the call himself.
  public static void unless(CompletableFuture<?> done, StreamObserver<?> caller) {
    var _ =
        done.whenComplete(
            (_, failure) -> {
              if (failure != null) {
                fail(caller, failure);
              }
            });
  }

  private static void fail(StreamObserver<?> caller, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    caller.onError(
        Status.INTERNAL
            .withDescription(cause == null ? "unknown" : cause.getMessage())
            .withCause(cause)
            .asRuntimeException());
  }
}
