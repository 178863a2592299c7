package io.nodectl.gcs.jobs;

import io.nodectl.gcs.pubsub.Publisher;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PubMessage;

/// Publishes what becomes of jobs; raylets end what is left of one that has ended.
public record JobNews(Publisher publisher) implements JobListener {

  @Override
  public void started(JobTableData job) {
    publish(job);
  }

  @Override
  public void finished(JobTableData job) {
    publish(job);
  }

  private void publish(JobTableData job) {
    publisher.publish(
        PubMessage.newBuilder()
            .setChannelType(ChannelType.GCS_JOB_CHANNEL)
            .setKeyId(job.getJobId())
            .setJobMessage(job)
            .build());
  }
}
