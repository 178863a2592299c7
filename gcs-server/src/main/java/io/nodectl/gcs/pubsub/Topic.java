package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.ChannelType;

/// What one can subscribe to: all of a channel, or one key of it.
///
/// @param key empty for all
record Topic(ChannelType channel, ByteString key) {

  static Topic all(ChannelType channel) {
    return new Topic(channel, ByteString.EMPTY);
  }

  boolean isWhole() {
    return key.isEmpty();
  }
}
