package io.nodectl.gcs.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.redis.RedisServer;
import io.nodectl.gcs.redis.RedisStore;
import io.nodectl.program.RedisLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every storage does alike.
class StorageTest {

  private static final ByteString A = bytes("a");
  private static final ByteString B = bytes("b");

  @TempDir private Path folder;

  private Optional<RedisServer> redis = Optional.empty();

  enum Kind {
    MEMORY,
    SQLITE,
    REDIS
  }

  @ParameterizedTest
  @EnumSource
  void a_table_keeps_the_last_value_of_a_key_apart_from_other_tables(Kind kind) throws Exception {
    try (Storage storage = open(kind)) {
      storage.put(Table.KV, A, bytes("1"));
      storage.put(Table.KV, A, bytes("2"));
      storage.put(Table.NODES, A, ByteString.EMPTY);
      assertEquals(Optional.of(bytes("2")), storage.get(Table.KV, A));
      assertEquals(Optional.of(ByteString.EMPTY), storage.get(Table.NODES, A));
      assertEquals(Optional.empty(), storage.get(Table.KV, B));
      assertTrue(storage.contains(Table.NODES, A));
      assertFalse(storage.contains(Table.NODES, B));
      assertTrue(storage.delete(Table.KV, A));
      assertFalse(storage.delete(Table.KV, A));
      assertEquals(Optional.empty(), storage.get(Table.KV, A));
      assertTrue(storage.get(Table.NODES, A).isPresent());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_prefix_finds_its_rows_in_the_order_of_unsigned_bytes(Kind kind) throws Exception {
    ByteString high = ByteString.copyFrom(new byte[] {(byte) 0xff, (byte) 0xff});
    List<ByteString> keys =
        List.of(A, bytes("aa"), bytes("a~"), A.concat(high), B, high, high.concat(A));
    try (Storage storage = open(kind)) {
      keys.reversed().forEach(key -> storage.put(Table.KV, key, B));
      assertEquals(keys, storage.keys(Table.KV, ByteString.EMPTY));
      assertEquals(keys.subList(0, 4), storage.keys(Table.KV, A));
      assertEquals(keys.subList(5, 7), storage.keys(Table.KV, high));
      assertEquals(List.of(new Row<>(B, B)), storage.scan(Table.KV, B));
      assertEquals(List.of(), storage.keys(Table.KV, bytes("c")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_rolled_back_was_never_there(Kind kind) throws Exception {
    try (Storage storage = open(kind)) {
      storage.put(Table.KV, A, bytes("kept"));
      storage.commit();
      storage.put(Table.KV, A, bytes("lost"));
      storage.put(Table.KV, B, bytes("lost"));
      storage.delete(Table.KV, A);
      storage.rollback();
      assertEquals(List.of(new Row<>(A, bytes("kept"))), storage.scan(Table.KV, ByteString.EMPTY));
    }
  }

  @Test
  void the_end_of_a_range_is_the_first_key_beyond_the_prefix() {
    ByteString highest = ByteString.copyFrom(new byte[] {(byte) 0xff});
    assertEquals(Optional.of(B), KeyRange.end(A));
    assertEquals(Optional.of(B), KeyRange.end(A.concat(highest)));
    assertEquals(Optional.empty(), KeyRange.end(highest));
    assertEquals(Optional.empty(), KeyRange.end(ByteString.EMPTY));
  }

  private Storage open(Kind kind) throws StorageUnusable {
    return switch (kind) {
      case MEMORY -> new MemoryStorage();
      case SQLITE -> new SqliteFile(folder).open();
      case REDIS -> redis().open();
    };
  }

  private RedisStore redis() {
    RedisServer started = RedisServer.start();
    redis = Optional.of(started);
    return new RedisStore(
        started.place("test"),
        CompletableFuture.completedFuture(RedisLogin.NONE),
        Optional.empty(),
        RedisStore.Timing.usual());
  }

  @AfterEach
  void stop() {
    redis.ifPresent(RedisServer::close);
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
