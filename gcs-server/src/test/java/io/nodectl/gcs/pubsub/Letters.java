package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.PubMessage;
import java.util.Arrays;
import java.util.List;

/// Messages to publish, and ids of those who read them.
final class Letters {

  private Letters() {}

  /// The id that consists of this byte.
  static ByteString id(int number) {
    return repeated(number, 28);
  }

  static Topic node(int number) {
    return new Topic(ChannelType.GCS_NODE_INFO_CHANNEL, id(number));
  }

  static Topic allNodes() {
    return Topic.all(ChannelType.GCS_NODE_INFO_CHANNEL);
  }

  static PubMessage ofNode(int number) {
    return PubMessage.newBuilder()
        .setChannelType(ChannelType.GCS_NODE_INFO_CHANNEL)
        .setKeyId(id(number))
        .setNodeInfoMessage(GcsNodeInfo.newBuilder().setNodeId(id(number)))
        .build();
  }

  static PubMessage ofJob(int number) {
    ByteString job = repeated(number, 4);
    return PubMessage.newBuilder()
        .setChannelType(ChannelType.GCS_JOB_CHANNEL)
        .setKeyId(job)
        .setJobMessage(JobTableData.newBuilder().setJobId(job))
        .build();
  }

  static List<Long> numbers(List<PubMessage> messages) {
    return messages.stream().map(PubMessage::getSequenceId).toList();
  }

  private static ByteString repeated(int number, int times) {
    byte[] bytes = new byte[times];
    Arrays.fill(bytes, (byte) number);
    return ByteString.copyFrom(bytes);
  }
}
