package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.pubsub.Switchboard.Change;
import io.nodectl.gcs.pubsub.Switchboard.Counts;
import io.nodectl.messages.ray.PubMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A publisher at work: one thread, its executor's, owns the switchboard and answers the polls.
final class Broadcaster implements Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

  private static final long SWEEP_EVERY_NANOS = 30_000_000_000L;

  private final ByteString id;
  private final Switchboard switchboard;
  private final LongSupplier nanos;
  private final Executor thread;
  private long sweptAt;
  private boolean toldOfDrops;

  /// @param id of this publisher, 28 bytes, never used before
  /// @param nanos a monotonic clock
  /// @param thread runs one task after the other, in their order
  Broadcaster(ByteString id, Switchboard switchboard, LongSupplier nanos, Executor thread) {
    this.id = id;
    this.switchboard = switchboard;
    this.nanos = nanos;
    this.thread = thread;
    this.sweptAt = nanos.getAsLong();
  }

  ByteString id() {
    return id;
  }

  @Override
  public void publish(PubMessage message) {
    act(now -> switchboard.publish(message, now));
  }

  @Override
  public void forget(ByteString sender) {
    act(_ -> switchboard.forget(sender));
  }

  /// Publishes, and tells when all of it is in the mailboxes: so who publishes much is slowed down.
  CompletableFuture<Void> publishAll(List<PubMessage> messages) {
    messages.forEach(this::publish);
    return ask(_ -> true).thenAccept(_ -> {});
  }

  /// Changes subscriptions; false if there are too many already.
  CompletableFuture<Boolean> change(ByteString subscriber, ByteString sender, List<Change> wish) {
    return ask(now -> switchboard.change(subscriber, sender, wish, now));
  }

  /// Opens a poll.
  ///
  /// @param publisher whose messages are acknowledged; if that is not this one, none are
  void poll(ByteString subscriber, ByteString publisher, long acknowledged, Poll poll) {
    long own = publisher.equals(id) ? acknowledged : 0;
    act(now -> switchboard.poll(subscriber, own, poll, now));
  }

  /// The caller of a poll is gone.
  void hangUp(ByteString subscriber, Poll poll) {
    act(
        now -> {
          switchboard.hangUp(subscriber, poll, now);
          return List.of();
        });
  }

  CompletableFuture<Counts> counts() {
    return ask(_ -> switchboard.counts());
  }

  private void act(Function<Long, List<Answer>> event) {
    thread.execute(
        () -> {
          long now = nanos.getAsLong();
          event.apply(now).forEach(Answer::send);
          sweepAtTimes(now);
          tellOfDrops();
        });
  }

  private <T> CompletableFuture<T> ask(Function<Long, T> question) {
    return CompletableFuture.supplyAsync(() -> question.apply(nanos.getAsLong()), thread);
  }

  /// While nothing happens nothing grows, so this needs no timer.
  private void sweepAtTimes(long now) {
    if (now - sweptAt >= SWEEP_EVERY_NANOS) {
      sweptAt = now;
      switchboard.sweep(now);
    }
  }

  private void tellOfDrops() {
    if (!toldOfDrops && switchboard.counts().dropped() > 0) {
      toldOfDrops = true;
      LOG.warn(
          "a subscriber reads too slowly: its oldest messages are dropped, and their numbers will"
              + " be missing. Further ones are only counted");
    }
  }
}
