package io.nodectl.clientproxy;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.GcsStatus;
import java.util.function.Supplier;

/// Answers unary calls of clients through gcs, without a thread of its own: a client that comes too
/// early is told so at once, every other hears from gcs. A call that was under way when gcs was
/// replaced by another one is asked of that one.
final class Relay {

  private final Supplier<Upstream.State> upstream;

  Relay(Supplier<Upstream.State> upstream) {
    this.upstream = upstream;
  }

  <A, R> void ask(Question<A, R> question, StreamObserver<R> client) {
    switch (upstream.get()) {
      case Upstream.Waiting(String why) -> client.onError(Refusal.notReady(why));
      case Upstream.Wired(Gcs gcs) -> new Asking<>(upstream, question, client).of(gcs);
    }
  }

  /// For what needs no gcs but is not true before all peers are known.
  <R> void answer(R response, StreamObserver<R> client) {
    switch (upstream.get()) {
      case Upstream.Waiting(String why) -> client.onError(Refusal.notReady(why));
      case Upstream.Wired _ -> {
        client.onNext(response);
        client.onCompleted();
      }
    }
  }

  private record Asking<A, R>(
      Supplier<Upstream.State> upstream, Question<A, R> question, StreamObserver<R> client) {

    void of(Gcs gcs) {
      question.ask().accept(gcs, new Answer<>(gcs, this));
    }

    void failed(Gcs asked, Throwable failure) {
      boolean passing = Status.fromThrowable(failure).getCode() == Status.Code.UNAVAILABLE;
      if (passing && upstream.get() instanceof Upstream.Wired(Gcs now) && !now.equals(asked)) {
        of(now);
      } else {
        client.onError(Refusal.unreachable(asked.peer(), failure));
      }
    }
  }

  private record Answer<A, R>(Gcs gcs, Asking<A, R> asking) implements StreamObserver<A> {

    @Override
    public void onNext(A reply) {
      GcsStatus status = asking.question().status().apply(reply);
      StreamObserver<R> client = asking.client();
      if (status.getCode() == 0) {
        client.onNext(asking.question().answer().apply(reply));
        client.onCompleted();
      } else {
        client.onError(Refusal.refusedBy(gcs.peer(), status));
      }
    }

    @Override
    public void onError(Throwable failure) {
      asking.failed(gcs, failure);
    }

    /// The one reply of a unary call has been passed on already.
    @Override
    public void onCompleted() {}
  }
}
