package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.Command;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.PubMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The subscribers of one publisher and what they wait for. A pure state for one thread: polls go
/// in, and come back as answers that are to be sent. Times are nanoseconds of a monotonic clock.
///
/// A subscriber need not subscribe before he polls, nor poll before he subscribes; what is
/// published in between waits for him. He is forgotten when he has had no poll open for long.
final class Switchboard {

  /// Limits of memory; whoever reaches them has other troubles.
  ///
  /// @param subscribers how many there may be
  /// @param subscriptions how many of all of them together
  /// @param mailbox what may wait for each
  /// @param bytes what may wait for all of them together; they share what is the same
  record Limits(int subscribers, int subscriptions, Mailbox.Limits mailbox, long bytes) {}

  private final Limits limits;
  private final long patienceNanos;
  private final PostOffice postOffice;
  private final Map<ByteString, Subscriber> subscribers = new HashMap<>();
  private final Subscriptions subscriptions = new Subscriptions();
  private final List<ByteString> gone = new ArrayList<>();
  private long sequence;
  private long dropped;

  /// @param patienceNanos how long a subscriber may go without a poll
  Switchboard(Limits limits, long patienceNanos) {
    this.limits = limits;
    this.patienceNanos = patienceNanos;
    this.postOffice = new PostOffice(limits.bytes());
  }

  /// What a subscriber wants to hear, or no longer.
  sealed interface Change {
    /// From now on.
    record Subscribe(Topic topic) implements Change {}

    /// No longer; nothing happens if he did not before.
    record Unsubscribe(Topic topic) implements Change {}
  }

  /// Changes subscriptions, in this order.
  ///
  /// @param sender who made the subscriber, 28 bytes or none
  /// @return whether that is possible; if there are too many already nothing is changed
  boolean change(ByteString id, ByteString sender, List<Change> changes, long now) {
    if (subscriptions.count() + changes.size() > limits.subscriptions()) {
      return false;
    }
    Optional<Subscriber> known = known(id, now);
    known.ifPresent(
        subscriber -> {
          if (!sender.isEmpty()) {
            subscriber.sender = sender;
          }
          changes.forEach(change -> make(subscriber, change));
        });
    return known.isPresent();
  }

  /// Takes in a subscriber from before a restart; he has time to come back.
  void restore(GcsSubscriberCommandBatchRequest row, long now) {
    List<Change> changes = new ArrayList<>();
    for (Command command : row.getCommandsList()) {
      changes.add(new Change.Subscribe(Topic.all(command.getChannelType())));
    }
    var _ = change(row.getSubscriberId(), row.getSenderId(), changes, now);
  }

  /// The channels that a subscriber wants to hear as a whole.
  Set<Topic> wholeChannels(ByteString id) {
    Subscriber subscriber = subscribers.get(id);
    return subscriber == null
        ? Set.of()
        : subscriber.topics.stream().filter(Topic::isWhole).collect(Collectors.toSet());
  }

  /// The subscribers who were removed since this was asked last and wanted whole channels.
  List<ByteString> takeGone() {
    List<ByteString> taken = List.copyOf(gone);
    gone.clear();
    return taken;
  }

  /// Opens a poll. One that was open before is answered, empty.
  ///
  /// @param acknowledged the last message of this publisher that the subscriber has; 0 for none
  List<Answer> poll(ByteString id, long acknowledged, Poll poll, long now) {
    Optional<Subscriber> known = known(id, now);
    if (known.isEmpty()) {
      return List.of(Answer.nothing(poll));
    }
    Subscriber subscriber = known.get();
    subscriber.mailbox.acknowledge(acknowledged);
    List<Answer> answers = new ArrayList<>();
    subscriber.open(poll).map(Answer::nothing).ifPresent(answers::add);
    subscriber.deliver(now).ifPresent(answers::add);
    return answers;
  }

  /// The caller of a poll is gone.
  void hangUp(ByteString id, Poll poll, long now) {
    Subscriber subscriber = subscribers.get(id);
    if (subscriber != null) {
      subscriber.seenAt = now;
      subscriber.lose(poll);
    }
  }

  /// Queues a message for its audience.
  List<Answer> publish(PubMessage message, long now) {
    sequence++;
    Set<Subscriber> audience = subscriptions.audience(message);
    if (audience.isEmpty()) {
      return List.of();
    }
    Letter letter = postOffice.stamp(message.toBuilder().setSequenceId(sequence).build());
    List<Answer> answers = new ArrayList<>(audience.size());
    for (Subscriber subscriber : audience) {
      dropped += subscriber.mailbox.offer(letter);
      subscriber.deliver(now).ifPresent(answers::add);
    }
    return answers;
  }

  /// Removes the subscribers that a sender has made, and the one that has his id.
  List<Answer> forget(ByteString sender) {
    return remove(subscriber -> subscriber.sender.equals(sender) || subscriber.id.equals(sender));
  }

  /// Removes those who have not been heard of for too long.
  void sweep(long now) {
    remove(subscriber -> !subscriber.isPolling() && now - subscriber.seenAt > patienceNanos);
  }

  /// What there is to count.
  ///
  /// @param subscribers now
  /// @param published messages since the beginning
  /// @param dropped messages that did not fit into somebody's mailbox, since the beginning
  record Counts(long subscribers, long published, long dropped) {}

  Counts counts() {
    return new Counts(subscribers.size(), sequence, dropped);
  }

  private void make(Subscriber subscriber, Change change) {
    switch (change) {
      case Change.Subscribe(Topic topic) -> subscriptions.add(subscriber, topic);
      case Change.Unsubscribe(Topic topic) -> subscriptions.remove(subscriber, topic);
    }
  }

  private Optional<Subscriber> known(ByteString id, long now) {
    Subscriber subscriber = subscribers.get(id);
    if (subscriber == null) {
      if (subscribers.size() >= limits.subscribers()) {
        return Optional.empty();
      }
      subscriber = new Subscriber(id, new Mailbox(limits.mailbox()));
      subscribers.put(id, subscriber);
    }
    subscriber.seenAt = now;
    return Optional.of(subscriber);
  }

  private List<Answer> remove(Predicate<Subscriber> doomed) {
    List<Answer> answers = new ArrayList<>();
    subscribers
        .values()
        .removeIf(
            subscriber -> {
              if (!doomed.test(subscriber)) {
                return false;
              }
              if (subscriber.topics.stream().anyMatch(Topic::isWhole)) {
                gone.add(subscriber.id);
              }
              subscriptions.removeAll(subscriber);
              subscriber.mailbox.clear();
              subscriber.close().map(Answer::nothing).ifPresent(answers::add);
              return true;
            });
    return answers;
  }
}
