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
  /// @param bytes as they would be sent; the messages themselves are shared by all who wait for
  // them
  record Limits(int messages, long bytes) {}

  /// As many as Ray 2.60 sends at once.
  static final int BATCH_MESSAGES = 5000;

  /// A reply is one message of gRPC, of which there may be many under way.
  static final long BATCH_BYTES = 8L << 20;

  private final Limits limits;
  private final Deque<PubMessage> waiting = new ArrayDeque<>();
  private long bytes;

  Mailbox(Limits limits) {
    this.limits = limits;
  }

  /// Adds a message, which may push older ones out, or itself if it alone is too large.
  ///
  /// @return how many were dropped
  int offer(PubMessage message) {
    waiting.add(message);
    bytes += message.getSerializedSize();
    int pushedOut = 0;
    while (waiting.size() > limits.messages() || bytes > limits.bytes()) {
      removeFirst();
      pushedOut++;
    }
    return pushedOut;
  }

  /// Forgets the messages up to this sequence id.
  void acknowledge(long sequence) {
    while (!waiting.isEmpty() && waiting.getFirst().getSequenceId() <= sequence) {
      removeFirst();
    }
  }

  /// The oldest messages, as many as one reply carries. They stay until they are acknowledged.
  List<PubMessage> batch() {
    List<PubMessage> batch = new ArrayList<>(Math.min(waiting.size(), BATCH_MESSAGES));
    long size = 0;
    for (PubMessage message : waiting) {
      size += message.getSerializedSize();
      if (batch.size() == BATCH_MESSAGES || (size > BATCH_BYTES && !batch.isEmpty())) {
        break;
      }
      batch.add(message);
    }
    return batch;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private void removeFirst() {
    bytes -= waiting.removeFirst().getSerializedSize();
  }
}
