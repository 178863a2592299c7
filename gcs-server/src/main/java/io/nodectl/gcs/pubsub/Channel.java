package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.PubMessage.InnerMessageCase;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// The channels of a GCS: what they carry, and what their keys are, in Ray 2.60.
enum Channel {
  ACTOR(ChannelType.GCS_ACTOR_CHANNEL, InnerMessageCase.ACTOR_MESSAGE, IdKind.ACTOR),
  JOB(ChannelType.GCS_JOB_CHANNEL, InnerMessageCase.JOB_MESSAGE, IdKind.JOB),
  NODE(ChannelType.GCS_NODE_INFO_CHANNEL, InnerMessageCase.NODE_INFO_MESSAGE, IdKind.NODE),
  WORKER(
      ChannelType.GCS_WORKER_DELTA_CHANNEL, InnerMessageCase.WORKER_DELTA_MESSAGE, IdKind.WORKER),
  LIVENESS(
      ChannelType.GCS_NODE_ADDRESS_AND_LIVENESS_CHANNEL,
      InnerMessageCase.NODE_ADDRESS_AND_LIVENESS_MESSAGE,
      IdKind.NODE),
  ERROR(ChannelType.RAY_ERROR_INFO_CHANNEL, InnerMessageCase.ERROR_INFO_MESSAGE),
  LOG(ChannelType.RAY_LOG_CHANNEL, InnerMessageCase.LOG_BATCH_MESSAGE),
  USAGE(ChannelType.RAY_NODE_RESOURCE_USAGE_CHANNEL, InnerMessageCase.NODE_RESOURCE_USAGE_MESSAGE);

  static final Set<Channel> CONTROL_PLANE = EnumSet.of(ACTOR, JOB, NODE, WORKER, LIVENESS);

  /// Their keys are texts, or none.
  static final Set<Channel> OBSERVABILITY = EnumSet.of(ERROR, LOG, USAGE);

  private final ChannelType type;
  private final InnerMessageCase content;
  private final Optional<IdKind> keys;

  Channel(ChannelType type, InnerMessageCase content, IdKind keys) {
    this.type = type;
    this.content = content;
    this.keys = Optional.of(keys);
  }

  Channel(ChannelType type, InnerMessageCase content) {
    this.type = type;
    this.content = content;
    this.keys = Optional.empty();
  }

  static Optional<Channel> of(ChannelType type) {
    return Arrays.stream(values()).filter(channel -> channel.type == type).findAny();
  }

  /// Why this is no key of the channel; empty if it is one, or the word for all keys.
  Optional<String> problem(ByteString key) {
    return keys.flatMap(kind -> kind.problemIfGiven(key));
  }

  /// Why this is no message of the channel; empty if it is one.
  Optional<String> problem(PubMessage message) {
    return message.getInnerMessageCase() == content
        ? problem(message.getKeyId())
        : Optional.of(
            "%s carries %s, this is %s".formatted(type, content, message.getInnerMessageCase()));
  }
}
