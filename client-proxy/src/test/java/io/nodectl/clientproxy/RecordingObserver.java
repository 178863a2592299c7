package io.nodectl.clientproxy;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A caller that keeps what it hears until the end of its call.
final class RecordingObserver<T> implements StreamObserver<T> {

  private final List<T> heard = new ArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  @Override
  public synchronized void onNext(T value) {
    heard.add(value);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  synchronized List<T> heard() {
    return List.copyOf(heard);
  }

  boolean ended() {
    return end.isDone();
  }

  /// How the call ended, waited for.
  Status end() throws Exception {
    return end.get(30, TimeUnit.SECONDS);
  }
}
