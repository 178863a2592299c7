package io.nodectl.clientproxy;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.GcsStatus;
import java.util.function.Supplier;

/// Answers unary calls of clients through gcs, without a thread of its own: a client that comes too
/// early is told so at once, every other hears from gcs.
final class Relay {

  private final Supplier<Upstream.State> upstream;

  Relay(Supplier<Upstream.State> upstream) {
    this.upstream = upstream;
  }

  <A, R> void ask(Question<A, R> question, StreamObserver<R> client) {
    switch (upstream.get()) {
      case Upstream.Waiting(String why) -> client.onError(Refusal.notReady(why));
      case Upstream.Wired(Gcs gcs) ->
          question.ask().accept(gcs, new Answer<>(gcs, question, client));
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

  private record Answer<A, R>(Gcs gcs, Question<A, R> question, StreamObserver<R> client)
      implements StreamObserver<A> {

    @Override
    public void onNext(A reply) {
      GcsStatus status = question.status().apply(reply);
      if (status.getCode() == 0) {
        client.onNext(question.answer().apply(reply));
        client.onCompleted();
      } else {
        client.onError(Refusal.refusedBy(gcs.peer(), status));
      }
    }

    @Override
    public void onError(Throwable failure) {
      client.onError(Refusal.unreachable(gcs.peer(), failure));
    }

    /// The one reply of a unary call has been passed on already.
    @Override
    public void onCompleted() {}
  }
}
