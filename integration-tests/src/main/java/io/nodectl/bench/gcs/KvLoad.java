package io.nodectl.bench.gcs;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceFutureStub;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Clients of a key-value store, each with a connection of its own: each asks again as soon as it
/// is answered.
final class KvLoad implements AutoCloseable {
  private static final int KEYS = 1000;
  private static final double NANOS_PER_MICRO = 1000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double P99 = 0.99;

  private final List<ManagedChannel> channels = new ArrayList<>();
  private final ByteString value;

  /// @param port of a server on loopback that lets everybody in
  KvLoad(int port, int clients, int valueBytes) {
    this.value = ByteString.copyFrom(new byte[valueBytes]);
    for (int i = 0; i < clients; i++) {
      channels.add(Channels.open("127.0.0.1", port, ChannelOptions.plain()));
    }
  }

  /// What came of it.
  record Outcome(double perSecond, double p50Micros, double p99Micros) {}

  /// Lets all of them work for so long.
  ///
  /// @throws IOException if a call fails
  Outcome run(boolean writes, int seconds) throws InterruptedException, IOException {
    fill();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    CountDownLatch over = new CountDownLatch(channels.size());
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < channels.size(); i++) {
      clients.add(new Client(channels.get(i), writes, end, over, i));
    }
    clients.forEach(Client::ask);
    over.await();
    double took = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    for (Client client : clients) {
      Throwable failure = client.failure.get();
      if (failure != null) {
        throw new IOException("a call failed", failure);
      }
    }
    long[] all =
        clients.stream().flatMapToLong(client -> Arrays.stream(client.taken())).sorted().toArray();
    return new Outcome(
        all.length / took,
        all[all.length / 2] / NANOS_PER_MICRO,
        all[(int) (all.length * P99)] / NANOS_PER_MICRO);
  }

  private void fill() {
    var stub = InternalKVGcsServiceGrpc.newBlockingStub(channels.getFirst());
    for (int i = 0; i < KEYS; i++) {
      var _ = stub.internalKVPut(put(i));
    }
  }

  /// Puts so many rows, each once.
  void fill(int rows) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int client = 0; client < channels.size(); client++) {
      int first = client;
      threads.add(Thread.startVirtualThread(() -> fill(first, rows)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void fill(int first, int rows) {
    var stub = InternalKVGcsServiceGrpc.newBlockingStub(channels.get(first));
    for (int row = first; row < rows; row += channels.size()) {
      var _ = stub.internalKVPut(put(ByteString.copyFromUtf8("bench/row/" + row)));
    }
  }

  private InternalKVPutRequest put(int key) {
    return put(key(key));
  }

  private InternalKVPutRequest put(ByteString key) {
    return InternalKVPutRequest.newBuilder().setKey(key).setValue(value).setOverwrite(true).build();
  }

  private static ByteString key(int number) {
    return ByteString.copyFromUtf8("bench/key/" + number % KEYS);
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }

  /// One that asks again and again. Its calls come one after the other, on whichever thread.
  private final class Client {
    private final InternalKVGcsServiceFutureStub stub;
    private final boolean writes;
    private final long end;
    private final CountDownLatch over;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long[] taken = new long[1 << 16];
    private int count;
    private int next;

    // Five parts: what it does, until when, and where it begins.
    Client(ManagedChannel channel, boolean writes, long end, CountDownLatch over, int first) {
      this.stub = InternalKVGcsServiceGrpc.newFutureStub(channel);
      this.writes = writes;
      this.end = end;
      this.over = over;
      this.next = first;
    }

    void ask() {
      long asked = System.nanoTime();
      if (asked >= end) {
        over.countDown();
        return;
      }
      int key = next++;
      ListenableFuture<?> answer =
          writes
              ? stub.internalKVPut(put(key))
              : stub.internalKVGet(InternalKVGetRequest.newBuilder().setKey(key(key)).build());
      Futures.addCallback(
          answer,
          new FutureCallback<Object>() {
            @Override
            public void onSuccess(Object reply) {
              add(System.nanoTime() - asked);
              ask();
            }

            @Override
            public void onFailure(Throwable why) {
              failure.set(why);
              over.countDown();
            }
          },
          MoreExecutors.directExecutor());
    }

    private void add(long nanos) {
      if (count == taken.length) {
        taken = Arrays.copyOf(taken, 2 * count);
      }
      taken[count++] = nanos;
    }

    long[] taken() {
      return Arrays.copyOf(taken, count);
    }
  }
}
