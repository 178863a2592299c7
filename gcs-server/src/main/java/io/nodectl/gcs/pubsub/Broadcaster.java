package io.nodectl.gcs.pubsub;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.pubsub.Switchboard.Change;
import io.nodectl.gcs.pubsub.Switchboard.Counts;
import io.nodectl.messages.ray.PubMessage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A publisher at work: one thread, its executor's, owns the switchboard and answers the polls.
final class Broadcaster implements Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

  private static final long SWEEP_EVERY_NANOS = 30_000_000_000L;

  private static final long COUNTING_TAKES_S = 1;

  private final ByteString id;
  private final Switchboard switchboard;
  private final Notebook notebook;
  private final Executor thread;
  private long sweptAt = System.nanoTime();
  private boolean toldOfDrops;

  /// @param id of this publisher, 28 bytes, never used before
  /// @param notebook where it looks up, and writes down, what is to outlive it
  /// @param thread runs one task after the other, in their order
  Broadcaster(ByteString id, Switchboard switchboard, Notebook notebook, Executor thread) {
    this.id = id;
    this.switchboard = switchboard;
    this.notebook = notebook;
    this.thread = thread;
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

  /// Remembers the subscribers from before a restart; to be called before the store is open.
  void restore() {
    var _ =
        notebook
            .read()
            .thenAcceptAsync(
                rows -> {
                  long now = System.nanoTime();
                  rows.forEach(row -> switchboard.restore(row, now));
                },
                thread);
  }

  /// Changes subscriptions.
  ///
  /// @return completed when what is to be kept is kept; false if there are too many already
  CompletableFuture<Boolean> change(ByteString subscriber, ByteString sender, List<Change> wish) {
    return ask(now -> change(subscriber, sender, wish, now))
        .thenCompose(
            changed ->
                changed
                    .toKeep()
                    .map(whole -> notebook.write(subscriber, sender, whole))
                    .orElseGet(() -> CompletableFuture.completedFuture(changed.done())));
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

  /// What there is to count, for a thread that may wait for it; zeros if that takes too long.
  Counts countsNow() {
    return ask(_ -> switchboard.counts())
        .completeOnTimeout(new Counts(0, 0, 0), COUNTING_TAKES_S, TimeUnit.SECONDS)
        .join();
  }

  /// @param toKeep the whole channels that a subscriber wants, if they are others than before
  private record Changed(boolean done, Optional<Set<Topic>> toKeep) {}

  private Changed change(ByteString subscriber, ByteString sender, List<Change> wish, long now) {
    Set<Topic> before = switchboard.wholeChannels(subscriber);
    boolean done = switchboard.change(subscriber, sender, wish, now);
    Set<Topic> after = switchboard.wholeChannels(subscriber);
    return new Changed(done, before.equals(after) ? Optional.empty() : Optional.of(after));
  }

  private void act(Function<Long, List<Answer>> event) {
    thread.execute(
        () -> {
          long now = System.nanoTime();
          event.apply(now).forEach(Answer::send);
          sweepAtTimes(now);
          strikeGone();
          tellOfDrops();
        });
  }

  private <T> CompletableFuture<T> ask(Function<Long, T> question) {
    return CompletableFuture.supplyAsync(() -> question.apply(System.nanoTime()), thread);
  }

  /// While nothing happens nothing grows, so this needs no timer.
  private void sweepAtTimes(long now) {
    if (now - sweptAt >= SWEEP_EVERY_NANOS) {
      sweptAt = now;
      switchboard.sweep(now);
    }
  }

  private void strikeGone() {
    List<ByteString> gone = switchboard.takeGone();
    if (!gone.isEmpty()) {
      notebook.strike(gone);
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
