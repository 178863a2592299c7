package io.nodectl.gcs.workers;

import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.WorkerDeltaData;

/// Publishes the ends of workers, and forgets what they had subscribed to.
public record WorkerNews(Publisher controlPlane, Publisher observability)
    implements WorkerListener {

  @Override
  public void died(WorkerFailure failure) {
    controlPlane.publish(
        PubMessage.newBuilder()
            .setChannelType(ChannelType.GCS_WORKER_DELTA_CHANNEL)
            .setKeyId(failure.worker())
            .setWorkerDeltaMessage(
                WorkerDeltaData.newBuilder()
                    .setNodeId(failure.node())
                    .setWorkerId(failure.worker()))
            .build());
    controlPlane.forget(failure.worker());
    observability.forget(failure.worker());
  }
}
