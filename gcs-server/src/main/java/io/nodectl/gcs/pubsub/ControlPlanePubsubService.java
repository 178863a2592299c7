package io.nodectl.gcs.pubsub;

import io.grpc.stub.StreamObserver;
import io.nodectl.messages.ray.ControlPlanePubSubGcsServiceGrpc.ControlPlanePubSubGcsServiceImplBase;
import io.nodectl.messages.ray.GcsPublishReply;
import io.nodectl.messages.ray.GcsPublishRequest;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchReply;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.GcsSubscriberPollReply;
import io.nodectl.messages.ray.GcsSubscriberPollRequest;

/// News of actors, jobs, nodes and workers.
final class ControlPlanePubsubService extends ControlPlanePubSubGcsServiceImplBase {

  private final PubsubCalls calls;

  ControlPlanePubsubService(PubsubCalls calls) {
    this.calls = calls;
  }

  @Override
  public void gcsPublish(GcsPublishRequest request, StreamObserver<GcsPublishReply> caller) {
    calls.publish(request, caller);
  }

  @Override
  public void gcsSubscriberPoll(
      GcsSubscriberPollRequest request, StreamObserver<GcsSubscriberPollReply> caller) {
    calls.poll(request, caller);
  }

  @Override
  public void gcsSubscriberCommandBatch(
      GcsSubscriberCommandBatchRequest request,
      StreamObserver<GcsSubscriberCommandBatchReply> caller) {
    calls.change(request, caller);
  }
}
