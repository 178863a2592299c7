package io.nodectl.raylet.workers;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/// The one answer of a call, as a future.
final class Answer<T> implements StreamObserver<T> {
  private final CompletableFuture<T> future = new CompletableFuture<>();

  CompletableFuture<T> future() {
    return future;
  }

  @Override
  public void onNext(T reply) {
    future.complete(reply);
  }

  @Override
  public void onError(Throwable failure) {
    future.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    future.completeExceptionally(new IllegalStateException("a call ended without an answer"));
  }
}
