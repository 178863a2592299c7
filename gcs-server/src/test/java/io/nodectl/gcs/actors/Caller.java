package io.nodectl.gcs.actors;

import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/// Waits for one answer.
final class Caller<T> implements StreamObserver<T> {

  private static final int HANG_S = 30;

  private final CompletableFuture<T> answer = new CompletableFuture<>();

  /// The answer of a service's method.
  static <Q, R> R ask(BiConsumer<Q, StreamObserver<R>> method, Q request) {
    Caller<R> caller = new Caller<>();
    method.accept(request, caller);
    return caller.await();
  }

  T await() {
    try {
      return answer.get(HANG_S, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  boolean isAnswered() {
    return answer.isDone();
  }

  @Override
  public void onNext(T reply) {
    answer.complete(reply);
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {}
}
