package io.nodectl.gcs.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageFailed;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.gcs.storage.Table;
import io.nodectl.handshake.Retry;
import io.nodectl.program.RedisAddress;
import io.nodectl.program.RedisLogin;
import io.nodectl.program.RedisPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisStoreTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");
  private static final ByteString OTHER = ByteString.copyFromUtf8("other");

  /// Others wait no longer for one that is gone.
  private static final Duration LEASE = Duration.ofMillis(300);

  private static RedisServer redis;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    redis = RedisServer.start();
  }

  @AfterAll
  static void stop() {
    redis.close();
  }

  @BeforeEach
  void empty() {
    redis.cli("flushall");
  }

  @Test
  void what_was_committed_is_there_again_and_the_rest_is_not() throws Exception {
    try (Storage storage = open("a")) {
      storage.put(Table.KV, KEY, KEY);
      storage.put(Table.KV, OTHER, ByteString.EMPTY);
      storage.commit();
      storage.put(Table.KV, KEY, OTHER);
      storage.delete(Table.KV, OTHER);
    }
    try (Storage storage = open("a")) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
      assertEquals(Optional.of(ByteString.EMPTY), storage.get(Table.KV, OTHER));
      storage.delete(Table.KV, OTHER);
      storage.commit();
    }
    try (Storage storage = open("a")) {
      assertEquals(List.of(KEY), storage.keys(Table.KV, ByteString.EMPTY));
    }
  }

  @Test
  void many_rows_are_read_in_order() throws Exception {
    try (Storage storage = open("a")) {
      for (int i = 0; i < 1200; i++) {
        storage.put(Table.KV, key(i), key(i));
      }
      storage.commit();
      storage.put(Table.KV, key(7), KEY);
      var rows = storage.scan(Table.KV, ByteString.EMPTY);
      assertEquals(1200, rows.size());
      assertEquals(KEY, rows.get(7).value());
      assertEquals(key(1199), rows.getLast().value());
    }
  }

  @Test
  void a_second_one_is_refused_as_long_as_the_first_shows_that_it_lives() throws Exception {
    try (Storage first = open("a")) {
      Thread life = Thread.startVirtualThread(() -> live(first));
      StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> open("b"));
      life.interrupt();
      life.join();
      assertTrue(refusal.getMessage().contains("another gcs-server (process"), refusal::getMessage);
      assertEquals(Retry.NO, refusal.retry());
    }
    // It went in an orderly way, so nobody has to wait.
    open("b").close();
  }

  @Test
  void one_that_was_taken_for_dead_can_change_nothing_any_more() throws Exception {
    try (Storage stale = open("a")) {
      stale.put(Table.KV, KEY, OTHER);
      // Waits until the lease has run out.
      try (Storage next = open("b")) {
        next.put(Table.KV, KEY, KEY);
        next.commit();
        StorageFailed refusal = assertThrows(StorageFailed.class, stale::commit);
        assertTrue(refusal.getMessage().contains("has taken over"), refusal::getMessage);
        assertEquals(Retry.NO, refusal.retry());
      }
    }
    try (Storage storage = open("b")) {
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
    }
  }

  @Test
  void a_reader_that_was_taken_for_dead_is_told_before_it_answers() throws Exception {
    try (Storage stale = open("a")) {
      try (Storage next = open("b")) {
        next.commit();
        // Read, but not yet told: what is told waits for the commit.
        assertFalse(stale.contains(Table.KV, KEY));
        assertThrows(StorageFailed.class, stale::commit);
      }
    }
  }

  @Test
  void the_next_process_of_the_same_folder_need_not_wait() throws Exception {
    Storage killed = open("a", Duration.ofHours(1));
    Files.createDirectory(folder.resolve("a2"));
    Files.copy(folder.resolve("a/redis-owner"), folder.resolve("a2/redis-owner"));
    try (Storage next = open("a2", Duration.ofHours(1))) {
      next.put(Table.KV, KEY, KEY);
      next.commit();
      killed.put(Table.KV, KEY, OTHER);
      assertThrows(StorageFailed.class, killed::commit);
    }
    killed.close();
  }

  @Test
  void a_folder_has_one_process() throws Exception {
    try (Storage _ = open("a")) {
      StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> open("a"));
      assertTrue(refusal.getMessage().contains("used by another"), refusal::getMessage);
    }
  }

  @Test
  void a_server_that_was_emptied_is_not_written_to() throws Exception {
    try (Storage storage = open("a")) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      redis.cli("flushall");
      assertThrows(StorageFailed.class, () -> storage.get(Table.KV, KEY));
      storage.put(Table.KV, OTHER, KEY);
      StorageFailed lost = assertThrows(StorageFailed.class, storage::commit);
      assertTrue(lost.getMessage().contains("appendfsync always"), lost::getMessage);
      assertEquals(Retry.NO, lost.retry());
    }
  }

  @Test
  void the_next_owner_finds_out_that_a_server_forgot_what_was_acknowledged() throws Exception {
    try (Storage storage = open("a")) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
    }
    // As Redis 7.0.15 does with transactions in its append-only file if its default user is off.
    redis.cli("del", "nodectl:{test}:kv");
    redis.cli("hset", "nodectl:{test}:cluster-owner", "seq", "0");
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> open("a"));
    assertTrue(refusal.getMessage().contains("has lost commits"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("--redis-namespace"), refusal::getMessage);
    assertEquals(Retry.NO, refusal.retry());
    assertEquals("1", redis.cli("hget", "nodectl:{test}:cluster-owner", "epoch"));
  }

  @Test
  void a_newer_format_is_refused_and_left_alone() throws Exception {
    open("a").close();
    redis.cli("hset", "nodectl:{test}:cluster-owner", "format", "3");
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> open("a"));
    assertTrue(refusal.getMessage().contains("has format 3"), refusal::getMessage);
    assertEquals("1", redis.cli("hget", "nodectl:{test}:cluster-owner", "epoch"));
  }

  @Test
  void a_key_of_another_kind_is_told() {
    redis.cli("set", "nodectl:{test}:kv", "x");
    StorageUnusable refusal = assertThrows(StorageUnusable.class, () -> open("a"));
    assertTrue(refusal.getMessage().contains("WRONGTYPE"), refusal::getMessage);
  }

  @Test
  void nobody_at_the_address_may_pass() {
    var nowhere =
        new RedisStore(
            new RedisPlace(
                new RedisAddress.Socket(folder.resolve("nothing")),
                "test",
                RedisPlace.Certificates.NONE),
            CompletableFuture.completedFuture(RedisLogin.NONE),
            Optional.empty(),
            RedisStore.Timing.usual());
    StorageUnusable refusal = assertThrows(StorageUnusable.class, nowhere::open);
    assertTrue(refusal.getMessage().contains("does not answer"), refusal::getMessage);
    assertEquals(Retry.YES, refusal.retry());
  }

  @Test
  void without_the_password_nobody_gets_in_and_with_it_somebody_does() throws Exception {
    try (RedisServer guarded = RedisServer.start("--requirepass", "open:sesame")) {
      StorageUnusable refusal =
          assertThrows(
              StorageUnusable.class, () -> guarded.store(Optional.empty(), timing(LEASE)).open());
      assertTrue(refusal.getMessage().contains("--redis-auth-file"), refusal::getMessage);
      assertEquals(Retry.NO, refusal.retry());
      Path file = Files.writeString(folder.resolve("auth"), "default:open:sesame\n");
      new RedisStore(
              guarded.place("test"),
              CompletableFuture.completedFuture(RedisLogin.find(Optional.of(file), Map.of())),
              Optional.empty(),
              timing(LEASE))
          .open()
          .close();
    }
  }

  @Test
  void a_server_that_dies_and_comes_back_is_waited_for_and_has_all() throws Exception {
    try (RedisServer mortal = RedisServer.start();
        Storage storage = mortal.store(Optional.empty(), timing(LEASE)).open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      mortal.kill();
      Thread rescue = Thread.startVirtualThread(mortal::startAgain);
      assertEquals(Optional.of(KEY), storage.get(Table.KV, KEY));
      rescue.join();
      mortal.kill();
      rescue = Thread.startVirtualThread(mortal::startAgain);
      storage.put(Table.KV, KEY, OTHER);
      storage.commit();
      rescue.join();
      assertEquals(Optional.of(OTHER), storage.get(Table.KV, KEY));
    }
  }

  @Test
  void a_server_that_stays_away_ends_the_process_which_may_try_again() throws Exception {
    try (RedisServer mortal = RedisServer.start()) {
      Patience brief =
          new Patience(Duration.ofMillis(100), Duration.ofMillis(20), System::nanoTime);
      Storage storage = mortal.store(Optional.empty(), new RedisStore.Timing(LEASE, brief)).open();
      mortal.kill();
      storage.put(Table.KV, KEY, KEY);
      StorageFailed gone = assertThrows(StorageFailed.class, storage::commit);
      assertEquals(Retry.YES, gone.retry());
      mortal.startAgain();
      storage.close();
    }
  }

  @Test
  void a_server_that_comes_back_with_less_than_it_acknowledged_is_found_out() throws Exception {
    try (RedisServer forgetful = RedisServer.start("--appendonly", "no");
        Storage storage = forgetful.store(Optional.empty(), timing(LEASE)).open()) {
      storage.put(Table.KV, KEY, KEY);
      storage.commit();
      forgetful.cli("save");
      storage.put(Table.KV, KEY, OTHER);
      storage.commit();
      forgetful.kill();
      forgetful.startAgain();
      storage.put(Table.KV, OTHER, OTHER);
      StorageFailed lost = assertThrows(StorageFailed.class, storage::commit);
      assertTrue(
          lost.getMessage().contains("has lost commits after number 1 of 2"), lost::getMessage);
    }
  }

  @Test
  void a_server_that_may_lose_things_is_doubted() throws Exception {
    try (RedisServer careless =
        RedisServer.start("--appendonly", "no", "--maxmemory-policy", "allkeys-lru")) {
      var link =
          new RedisLink(
              RedisDialing.of(careless.place("test"), RedisLogin.NONE),
              new RedisProblems(careless.place("test")));
      assertEquals(2, new RedisDurability(link).doubts().size());
      careless.cli("config", "set", "appendonly", "yes");
      careless.cli("config", "set", "appendfsync", "everysec");
      careless.cli("config", "set", "maxmemory-policy", "noeviction");
      assertTrue(new RedisDurability(link).doubts().getFirst().contains("appendfsync"));
      careless.cli("config", "set", "appendfsync", "always");
      assertEquals(List.of(), new RedisDurability(link).doubts());
      link.close();
    }
  }

  @Test
  void a_full_server_refuses_what_would_be_lost_and_goes_on_when_there_is_room() throws Exception {
    try (RedisServer small = RedisServer.start();
        Storage storage = small.store(Optional.empty(), timing(LEASE)).open()) {
      small.cli("config", "set", "maxmemory", "1");
      storage.put(Table.KV, KEY, KEY);
      StorageFailed full = assertThrows(StorageFailed.class, storage::commit);
      assertTrue(full.getMessage().contains("OOM"), full::getMessage);
      storage.rollback();
      small.cli("config", "set", "maxmemory", "0");
      storage.put(Table.KV, OTHER, KEY);
      storage.commit();
      assertEquals(List.of(OTHER), storage.keys(Table.KV, ByteString.EMPTY));
    }
  }

  private static void live(Storage storage) {
    while (!Thread.currentThread().isInterrupted() && Patience.pause(LEASE.dividedBy(5))) {
      storage.commit();
    }
  }

  private Storage open(String data) throws StorageUnusable {
    return open(data, LEASE);
  }

  private Storage open(String data, Duration lease) throws StorageUnusable {
    return redis.store(Optional.of(folder.resolve(data)), timing(lease)).open();
  }

  private static RedisStore.Timing timing(Duration lease) {
    return new RedisStore.Timing(lease, Patience.usual());
  }

  private static ByteString key(int number) {
    return ByteString.copyFromUtf8("key %04d".formatted(number));
  }
}
