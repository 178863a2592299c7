package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Somebody who subscribes or polls: what he wants, what waits for him, and his open poll.
final class Subscriber {

  final ByteString id;
  final Mailbox mailbox;
  final Set<Topic> topics = new HashSet<>();

  /// The worker or node that made him; empty if he did not say.
  ByteString sender = ByteString.EMPTY;

  /// When he was last heard of or told something, nanoseconds; with an open poll he is there
  // anyway.
  long seenAt;

  private @Nullable Poll open;

  Subscriber(ByteString id, Mailbox mailbox) {
    this.id = id;
    this.mailbox = mailbox;
  }

  boolean isPolling() {
    return open != null;
  }

  /// Opens a poll; the one before, if it is still open, is to be answered.
  Optional<Poll> open(Poll poll) {
    Optional<Poll> before = close();
    open = poll;
    return before;
  }

  /// Takes the open poll, which then no longer is.
  Optional<Poll> close() {
    Optional<Poll> taken = Optional.ofNullable(open);
    open = null;
    return taken;
  }

  /// The poll will not be answered any more: its caller is gone.
  void lose(Poll poll) {
    if (poll.equals(open)) {
      open = null;
    }
  }

  /// The open poll with what waits, if there is both.
  Optional<Answer> deliver(long now) {
    if (mailbox.isEmpty()) {
      return Optional.empty();
    }
    Optional<Poll> poll = close();
    poll.ifPresent(_ -> seenAt = now);
    return poll.map(taken -> new Answer(taken, mailbox.batch()));
  }
}
