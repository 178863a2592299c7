package io.nodectl.rpc;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GetClusterIdReply;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceImplBase;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers GetClusterId after failing as often as told, and CheckAlive with a thread's name; counts
/// calls.
final class CountingNodeInfo extends NodeInfoGcsServiceImplBase {

  final AtomicInteger calls = new AtomicInteger();
  private final Status failure;
  private final int failures;

  CountingNodeInfo(Status failure, int failures) {
    this.failure = failure;
    this.failures = failures;
  }

  static CountingNodeInfo neverFailing() {
    return new CountingNodeInfo(Status.OK, 0);
  }

  @Override
  public void getClusterId(GetClusterIdRequest request, StreamObserver<GetClusterIdReply> reply) {
    if (calls.incrementAndGet() <= failures) {
      reply.onError(failure.asRuntimeException());
      return;
    }
    reply.onNext(GetClusterIdReply.getDefaultInstance());
    reply.onCompleted();
  }

  @Override
  public void checkAlive(CheckAliveRequest request, StreamObserver<CheckAliveReply> reply) {
    reply.onNext(
        CheckAliveReply.newBuilder().setRayVersion(Thread.currentThread().toString()).build());
    reply.onCompleted();
  }
}
