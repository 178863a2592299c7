package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.PubMessage;

/// Tells subscribers. There are two, one for each of Ray 2.60's services: the control plane, and
/// what people read. All methods may be called from any thread and never block.
public interface Publisher {

  /// Queues a message for all who subscribe to its channel or key.
  ///
  /// @param message channel, key and what is told; its sequence id is set here
  void publish(PubMessage message);

  /// Forgets the subscribers that a worker or node has made; its held polls are answered, empty.
  ///
  /// @param sender the 28 bytes of its id
  void forget(ByteString sender);
}
