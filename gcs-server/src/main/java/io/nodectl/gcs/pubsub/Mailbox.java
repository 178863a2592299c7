package io.nodectl.gcs.pubsub;

import io.nodectl.messages.ray.PubMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a subscriber has not yet acknowledged, oldest first. It holds no more than it may: the
/// oldest go first, and the sequence ids show the gap.
final class Mailbox {

  /// How much may wait for one subscriber.
  ///
  /// @param messages at least 1
  /// @param bytes as they would be sent
  record Limits(int messages, long bytes) {}

  /// As many as Ray 2.60 sends at once.
  static final int BATCH_MESSAGES = 5000;

  /// A reply is one message of gRPC, of which there may be many under way.
  static final long BATCH_BYTES = 8L << 20;

  private final Limits limits;
  private final Deque<Letter> waiting = new ArrayDeque<>();
  private long bytes;

  Mailbox(Limits limits) {
    this.limits = limits;
  }

  /// Adds a letter, which may push older ones out, or itself if it alone is too large.
  ///
  /// @return how many this subscriber has lost since the last one
  int offer(Letter letter) {
    int lost = withoutLost();
    letter.hold();
    waiting.add(letter);
    bytes += letter.bytes();
    while (waiting.size() > limits.messages() || bytes > limits.bytes()) {
      removeFirst();
      lost++;
    }
    return lost;
  }

  /// Forgets the messages up to this sequence id.
  void acknowledge(long sequence) {
    while (!waiting.isEmpty() && waiting.getFirst().sequence() <= sequence) {
      removeFirst();
    }
  }

  /// Forgets all.
  void clear() {
    while (!waiting.isEmpty()) {
      removeFirst();
    }
  }

  /// The oldest messages, as many as one reply carries. They stay until they are acknowledged.
  List<PubMessage> batch() {
    if (waiting.size() == 1 && !waiting.getFirst().isLost()) {
      return List.of(waiting.getFirst().message());
    }
    List<PubMessage> batch = new ArrayList<>(Math.min(waiting.size(), BATCH_MESSAGES));
    long size = 0;
    for (Letter letter : waiting) {
      if (letter.isLost()) {
        continue;
      }
      size += letter.bytes();
      if (batch.size() == BATCH_MESSAGES || (size > BATCH_BYTES && !batch.isEmpty())) {
        break;
      }
      batch.add(letter.message());
    }
    return batch;
  }

  /// Whether there is nothing to deliver. Who is lost is older than who is not.
  boolean isEmpty() {
    return waiting.isEmpty() || waiting.getLast().isLost();
  }

  private int withoutLost() {
    int lost = 0;
    while (!waiting.isEmpty() && waiting.getFirst().isLost()) {
      removeFirst();
      lost++;
    }
    return lost;
  }

  private void removeFirst() {
    Letter first = waiting.removeFirst();
    bytes -= first.bytes();
    first.release();
  }
}
