package io.nodectl.bench.gcs;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GetNextJobIDRequest;
import io.nodectl.messages.ray.InternalKVDelRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc.InternalKVGcsServiceBlockingStub;
import io.nodectl.messages.ray.InternalKVMultiGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.MapFieldEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// Changes keys of its own in every way, and remembers what was acknowledged.
final class KillWriter {
  private static final int KEYS = 200;
  private static final int MOST_BYTES = 3000;

  private final ByteString namespace;
  private final Random random;

  /// What a key may hold: one thing, or two while a change of it is not acknowledged.
  private final Map<ByteString, Set<Optional<ByteString>>> possible = new HashMap<>();

  private final List<String> findings = new ArrayList<>();
  private long acknowledged;
  private int lastJob;
  private Status lastFailure = Status.OK;

  KillWriter(int number, long seed) {
    this.namespace = ByteString.copyFromUtf8("writer " + number);
    this.random = new Random(seed + number);
    for (int key = 0; key < KEYS; key++) {
      possible.put(key(key), Set.of(Optional.empty()));
    }
  }

  long acknowledged() {
    return acknowledged;
  }

  /// What was not as it must be.
  List<String> findings() {
    return findings;
  }

  /// How its last call ended.
  Status lastFailure() {
    return lastFailure;
  }

  /// Compares all keys with what was acknowledged, then changes them until a call fails.
  ///
  /// @param compared counted down in between
  void work(ManagedChannel channel, CountDownLatch compared) {
    try {
      var kv = InternalKVGcsServiceGrpc.newBlockingStub(channel);
      check(kv);
      compared.countDown();
      while (findings.isEmpty()) {
        change(kv, channel);
        acknowledged++;
      }
    } catch (StatusRuntimeException e) {
      // The server was killed. What was not acknowledged may have been done, or not.
      lastFailure = e.getStatus();
    }
  }

  /// Compares all keys with what was acknowledged.
  void check(ManagedChannel channel) {
    check(InternalKVGcsServiceGrpc.newBlockingStub(channel));
  }

  private void check(InternalKVGcsServiceBlockingStub kv) {
    Map<ByteString, ByteString> found = new HashMap<>();
    kv.internalKVMultiGet(
            InternalKVMultiGetRequest.newBuilder()
                .setNamespace(namespace)
                .addAllKeys(possible.keySet())
                .build())
        .getResultsList()
        .forEach((MapFieldEntry entry) -> found.put(entry.getKey(), entry.getValue()));
    possible.replaceAll(
        (key, values) -> {
          Optional<ByteString> value = Optional.ofNullable(found.get(key));
          if (!values.contains(value)) {
            findings.add(
                "%s, %s: %s, not %s"
                    .formatted(namespace.toStringUtf8(), key.toStringUtf8(), said(value), values));
          }
          return Set.of(value);
        });
  }

  private static String said(Optional<ByteString> value) {
    return value.map(bytes -> bytes.size() + " bytes").orElse("nothing");
  }

  private void change(InternalKVGcsServiceBlockingStub kv, ManagedChannel channel) {
    ByteString key = key(random.nextInt(KEYS));
    Optional<ByteString> before = possible.getOrDefault(key, Set.of()).iterator().next();
    switch (random.nextInt(10)) {
      case 0 -> drawJob(channel);
      case 1, 2 -> delete(kv, key, before);
      case 3 -> put(kv, key, before, false);
      default -> put(kv, key, before, true);
    }
  }

  // Four: where, what, and how.
  private void put(
      InternalKVGcsServiceBlockingStub kv,
      ByteString key,
      Optional<ByteString> before,
      boolean overwrite) {
    byte[] bytes = new byte[1 + random.nextInt(MOST_BYTES)];
    random.nextBytes(bytes);
    Optional<ByteString> after =
        before.isPresent() && !overwrite ? before : Optional.of(ByteString.copyFrom(bytes));
    doubt(key, before, after);
    boolean added =
        kv.internalKVPut(
                InternalKVPutRequest.newBuilder()
                    .setNamespace(namespace)
                    .setKey(key)
                    .setValue(ByteString.copyFrom(bytes))
                    .setOverwrite(overwrite)
                    .build())
            .getAdded();
    possible.put(key, Set.of(after));
    if (added == before.isPresent()) {
      findings.add("put of %s: added=%s".formatted(key.toStringUtf8(), added));
    }
  }

  private void delete(
      InternalKVGcsServiceBlockingStub kv, ByteString key, Optional<ByteString> before) {
    doubt(key, before, Optional.empty());
    int deleted =
        kv.internalKVDel(
                InternalKVDelRequest.newBuilder().setNamespace(namespace).setKey(key).build())
            .getDeletedNum();
    possible.put(key, Set.of(Optional.empty()));
    if (deleted != (before.isPresent() ? 1 : 0)) {
      findings.add("delete of %s: %d keys".formatted(key.toStringUtf8(), deleted));
    }
  }

  private void doubt(ByteString key, Optional<ByteString> before, Optional<ByteString> after) {
    possible.put(key, before.equals(after) ? Set.of(before) : Set.of(before, after));
  }

  /// No job number is ever given twice.
  private void drawJob(ManagedChannel channel) {
    int drawn =
        JobInfoGcsServiceGrpc.newBlockingStub(channel)
            .getNextJobID(GetNextJobIDRequest.getDefaultInstance())
            .getJobId();
    if (drawn <= lastJob) {
      findings.add("job number %d after %d".formatted(drawn, lastJob));
    }
    lastJob = drawn;
  }

  private static ByteString key(int number) {
    return ByteString.copyFromUtf8("key " + number);
  }
}
