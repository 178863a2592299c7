package io.nodectl.chaos;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/// Writes key after key into the cluster's KV, and remembers which the gcs-server acknowledged:
/// none of those may ever be missing. Keys are numbers in their order, the value is the key.
final class Ledger {
  private static final ByteString NAMESPACE = ByteString.copyFromUtf8("chaos");
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final long BETWEEN_PUTS_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int LATEST = 100;

  private final AtomicLong acknowledged = new AtomicLong();

  /// Writes until it is closed.
  ///
  /// @param status of a head that is ready
  Writing write(JsonNode status) {
    ManagedChannel channel = channel(status);
    AtomicBoolean over = new AtomicBoolean();
    Thread writer = Thread.ofPlatform().daemon().name("ledger").start(() -> write(channel, over));
    return () -> {
      over.set(true);
      channel.shutdownNow();
      joined(writer);
    };
  }

  private static void joined(Thread writer) {
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Held while keys are written.
  interface Writing extends AutoCloseable {
    @Override
    void close();
  }

  private void write(ManagedChannel channel, AtomicBoolean over) {
    while (!over.get()) {
      // A put that failed may still have arrived: written again, it is the same.
      long next = acknowledged.get() + 1;
      try {
        var reply =
            InternalKVGcsServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS)
                .internalKVPut(
                    InternalKVPutRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setKey(text(next))
                        .setValue(text(next))
                        .setOverwrite(true)
                        .build());
        if (reply.getStatus().getCode() == 0) {
          acknowledged.set(next);
        }
      } catch (StatusRuntimeException nobodyThere) {
        LockSupport.parkNanos(BETWEEN_PUTS_NANOS);
      }
      LockSupport.parkNanos(BETWEEN_PUTS_NANOS);
    }
  }

  long acknowledged() {
    return acknowledged.get();
  }

  /// Those of the newest keys that are missing.
  List<Long> missing(JsonNode status) {
    return missing(status, Math.max(1, acknowledged.get() - LATEST));
  }

  /// All keys that are missing.
  List<Long> missingOfAll(JsonNode status) {
    return missing(status, 1);
  }

  private List<Long> missing(JsonNode status, long from) {
    List<Long> missing = new ArrayList<>();
    ManagedChannel channel = channel(status);
    try {
      var stub = InternalKVGcsServiceGrpc.newBlockingStub(channel);
      for (long key = from; key <= acknowledged.get(); key++) {
        var reply =
            stub.withDeadlineAfter(CALL.toMillis(), TimeUnit.MILLISECONDS)
                .internalKVGet(
                    InternalKVGetRequest.newBuilder()
                        .setNamespace(NAMESPACE)
                        .setKey(text(key))
                        .build());
        if (!reply.getValue().equals(text(key))) {
          missing.add(key);
        }
      }
    } finally {
      channel.shutdownNow();
    }
    return missing;
  }

  private static ManagedChannel channel(JsonNode status) {
    String[] address = status.path("address").asString().split(":", -1);
    ChannelOptions options = ChannelOptions.plain().with(CALL).with(token(status));
    return Channels.open(address[0], Integer.parseInt(address[1]), options);
  }

  private static AuthToken token(JsonNode status) {
    try {
      Path file = Path.of(status.path("auth").path("token_path").asString());
      return AuthToken.of(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteString text(long number) {
    return ByteString.copyFromUtf8(Long.toString(number));
  }
}
