package io.nodectl.load;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.ChannelType;
import io.nodectl.messages.ray.Command;
import io.nodectl.messages.ray.GcsPublishRequest;
import io.nodectl.messages.ray.GcsSubscriberCommandBatchRequest;
import io.nodectl.messages.ray.GcsSubscriberPollReply;
import io.nodectl.messages.ray.GcsSubscriberPollRequest;
import io.nodectl.messages.ray.LogBatch;
import io.nodectl.messages.ray.ObservabilityPubSubServiceGrpc;
import io.nodectl.messages.ray.PubMessage;
import io.nodectl.messages.ray.SubMessage;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Lines of a log that are published to many, each with a connection of his own and a poll that is
/// always open. What counts is how long after its publication a line has reached each of them.
public final class Publications implements AutoCloseable {

  private static final int LIMIT_S = 30;
  private static final int POLLS_ARE_OPEN_AFTER_MS = 50;
  private static final int SUBSCRIBE_AT_ONCE = 64;
  private static final double P99 = 0.99;
  private static final double NANOS_PER_MS = 1e6;

  private final ManagedChannel publisher;
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final CompletableFuture<Boolean> failed = new CompletableFuture<>();
  private volatile Round round = new Round(0);

  /// @param port of a GCS on loopback that lets everybody in
  public Publications(int port, int count) {
    publisher = open(port);
    for (int i = 0; i < count; i++) {
      subscribers.add(new Subscriber(open(port)));
    }
    var _ = Flood.of(count, SUBSCRIBE_AT_ONCE, i -> subscribers.get(i).subscribe());
    subscribers.forEach(Subscriber::poll);
  }

  /// How long it took until they had it, in milliseconds.
  ///
  /// @param p50 for the middle one of all subscribers of all rounds
  /// @param p99 for all but the last hundredth
  public record Outcome(double p50, double p99) {}

  /// Publishes again and again, each time when all have read what was before.
  public Outcome run(int rounds) throws InterruptedException {
    long[] taken = new long[0];
    for (int i = 0; i < rounds; i++) {
      pause();
      Round next = new Round(subscribers.size());
      round = next;
      var _ =
          Calls.call(publisher, ObservabilityPubSubServiceGrpc.getGcsPublishMethod(), LINE).join();
      next.await();
      if (failed.isDone()) {
        var _ = failed.join();
      }
      int before = taken.length;
      taken = Arrays.copyOf(taken, before + next.taken.length);
      System.arraycopy(next.taken, 0, taken, before, next.taken.length);
    }
    Arrays.sort(taken);
    return new Outcome(
        taken[taken.length / 2] / NANOS_PER_MS, taken[(int) (taken.length * P99)] / NANOS_PER_MS);
  }

  @Override
  public void close() {
    Channels.close(publisher);
    subscribers.forEach(subscriber -> subscriber.channel.shutdownNow());
  }

  /// Nobody tells when a poll has reached the server.
  private static void pause() throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(POLLS_ARE_OPEN_AFTER_MS, TimeUnit.MILLISECONDS);
  }

  private static ManagedChannel open(int port) {
    return Channels.open(
        "127.0.0.1", port, ChannelOptions.plain().with(ChannelOptions.NO_DEADLINE));
  }

  private static final GcsPublishRequest LINE =
      GcsPublishRequest.newBuilder()
          .addPubMessages(
              PubMessage.newBuilder()
                  .setChannelType(ChannelType.RAY_LOG_CHANNEL)
                  .setLogBatchMessage(
                      LogBatch.newBuilder()
                          .setIp("127.0.0.1")
                          .setPid("12345")
                          .setJobId("01000000")
                          .addLines("step 17 of 100: loss 0.4242, accuracy 0.8888")
                          .setTaskName("train")))
          .build();

  /// One publication.
  private static final class Round {
    final long[] taken;
    private final long begun = System.nanoTime();
    private final AtomicInteger arrived = new AtomicInteger();
    private final CountDownLatch left;

    Round(int audience) {
      taken = new long[audience];
      left = new CountDownLatch(audience);
    }

    void arrived() {
      taken[arrived.getAndIncrement()] = System.nanoTime() - begun;
      left.countDown();
    }

    void await() throws InterruptedException {
      if (!left.await(LIMIT_S, TimeUnit.SECONDS)) {
        throw new IllegalStateException(left.getCount() + " subscribers have not heard of it");
      }
    }
  }

  private final class Subscriber {
    final ManagedChannel channel;
    private final ByteString id = NodeId.random().bytes();
    private ByteString publisherId = ByteString.EMPTY;
    private long seen;

    Subscriber(ManagedChannel channel) {
      this.channel = channel;
    }

    CompletableFuture<?> subscribe() {
      return Calls.call(
          channel,
          ObservabilityPubSubServiceGrpc.getGcsSubscriberCommandBatchMethod(),
          GcsSubscriberCommandBatchRequest.newBuilder()
              .setSubscriberId(id)
              .addCommands(
                  Command.newBuilder()
                      .setChannelType(ChannelType.RAY_LOG_CHANNEL)
                      .setSubscribeMessage(SubMessage.getDefaultInstance()))
              .build());
    }

    void poll() {
      var _ =
          Calls.call(
                  channel,
                  ObservabilityPubSubServiceGrpc.getGcsSubscriberPollMethod(),
                  GcsSubscriberPollRequest.newBuilder()
                      .setSubscriberId(id)
                      .setPublisherId(publisherId)
                      .setMaxProcessedSequenceId(seen)
                      .build())
              .whenComplete(
                  (reply, failure) -> {
                    if (failure == null) {
                      heard(reply);
                    } else {
                      failed.completeExceptionally(failure);
                    }
                  });
    }

    private void heard(GcsSubscriberPollReply reply) {
      if (reply.getPubMessagesCount() > 0) {
        round.arrived();
        seen = reply.getPubMessages(reply.getPubMessagesCount() - 1).getSequenceId();
        publisherId = reply.getPublisherId();
      }
      poll();
    }
  }
}
