package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.ErrorTableData;
import io.nodectl.messages.ray.GcsPublishReply;
import io.nodectl.messages.ray.GcsPublishRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchReply;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.GcsSubscriberPollReply;
import io.nodectl.messages.ray.GcsSubscriberPollRequest;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc.ObservabilityPubSubServiceImplBase;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.ReportJobErrorReply;
import io.nodectl.messages.ray.ReportJobErrorRequest;
import java.util.HexFormat;

/// News for people: errors, lines of logs, the nodes' usage.
final class ObservabilityPubsubService extends ObservabilityPubSubServiceImplBase {

  private final PubsubCalls calls;

  ObservabilityPubsubService(PubsubCalls calls) {
    this.calls = calls;
  }

  @Override
  public void gcsPublish(GcsPublishRequest request, StreamObserver<GcsPublishReply> caller) {
    calls.publish(request, caller);
  }

  @Override
  public void reportJobError(
      ReportJobErrorRequest request, StreamObserver<ReportJobErrorReply> caller) {
    ErrorTableData error = request.getJobError();
    GcsStatus status =
        IdKind.JOB.problem(error.getJobId()).map(Statuses::invalid).orElseGet(Statuses::ok);
    if (status.equals(Statuses.ok())) {
      calls.publisher().publish(message(error));
    }
    Reply.with(caller, ReportJobErrorReply.newBuilder().setStatus(status).build());
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

  /// The key is the job's id as hexadecimal text.
  private static PubMessage message(ErrorTableData error) {
    String job = HexFormat.of().formatHex(error.getJobId().toByteArray());
    return PubMessage.newBuilder()
        .setChannelType(ChannelType.RAY_ERROR_INFO_CHANNEL)
        .setKeyId(ByteString.copyFromUtf8(job))
        .setErrorInfoMessage(error)
        .build();
  }
}
