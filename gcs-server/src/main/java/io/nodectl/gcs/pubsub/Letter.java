package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message on its way to all who wait for it: they share it. For one thread.
final class Letter {

  private final PostOffice office;
  private final long sequence;
  private final int bytes;
  private @Nullable PubMessage message;
  private int holders;

  /// @param office told when nobody holds it any more
  Letter(PubMessage message, PostOffice office) {
    this.office = office;
    this.message = message;
    this.sequence = message.getSequenceId();
    this.bytes = message.getSerializedSize();
  }

  long sequence() {
    return sequence;
  }

  /// As it would be sent.
  int bytes() {
    return bytes;
  }

  /// What it says, unless it is lost.
  PubMessage message() {
    return Objects.requireNonNull(message);
  }

  /// It lies in one more mailbox.
  void hold() {
    holders++;
  }

  /// It lies in one mailbox less.
  void release() {
    holders--;
    if (holders == 0) {
      office.delivered(this);
    }
  }

  /// Nobody gets it any more, and what it says is gone.
  void lose() {
    message = null;
  }

  boolean isLost() {
    return message == null;
  }
}
