package io.nodectl.gcs;

import io.grpc.stub.StreamObserver;

/// Answers a unary call.
final class Reply {

  private Reply() {}

  static <T> void with(StreamObserver<T> caller, T reply) {
    caller.onNext(reply);
    caller.onCompleted();
  }
}
