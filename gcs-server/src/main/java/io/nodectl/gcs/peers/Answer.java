package io.nodectl.gcs.peers;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The result of a unary call.
final class Answer<T> implements StreamObserver<T> {

  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Runnable over;
  private @Nullable T reply;

  /// @param over told once, when the call has ended
  Answer(Runnable over) {
    this.over = over;
  }

  CompletableFuture<T> result() {
    return result;
  }

  @Override
  public void onNext(T message) {
    reply = message;
  }

  @Override
  public void onError(Throwable failure) {
    over.run();
    result.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    over.run();
    T message = reply;
    if (message == null) {
      result.completeExceptionally(
          Status.INTERNAL.withDescription("the call ended without an answer").asRuntimeException());
    } else {
      result.complete(message);
    }
  }
}
