package io.nodectl.gcs.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.health.HealthPeriods;
import io.nodectl.gcs.redis.RedisServer;
import io.nodectl.gcs.redis.RedisStore;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.gcs.storage.StorageUnusable;
import io.nodectl.gcs.storage.Table;
import io.nodectl.messages.gcs.BackupPart;
import io.nodectl.messages.gcs.BackupRequest;
import io.nodectl.messages.gcs.GcsStoreServiceGrpc;
import io.nodectl.messages.gcs.InspectReply;
import io.nodectl.messages.gcs.InspectRequest;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.program.RedisLogin;
import io.nodectl.rpc.ClusterId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups, from the head that gives them to the head that goes on with them.
class StoreServiceTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void a_backup_of_a_running_head_is_restored_beside_what_was_there() throws Exception {
    Path file = folder.resolve("backup");
    ClusterId cluster = backup(file);
    try (LoopbackGcs other = keeping("b")) {
      put(other, "later");
    }
    String done = new Restore(file).into(folder.resolve("b"), NOW);
    assertTrue(done.contains("b.20260102T030405Z"), done);
    try (LoopbackGcs restored = keeping("b")) {
      assertEquals(cluster, restored.cluster());
      assertEquals("value", get(restored));
    }
    try (Storage aside = new SqliteFile(folder.resolve("b.20260102T030405Z")).open()) {
      assertEquals(1, aside.keys(Table.KV, ByteString.EMPTY).stream().filter(this::isOurs).count());
    }
    assertEquals(List.of("a", "b", "b.20260102T030405Z", "backup"), names());
  }

  @Test
  void a_backup_of_a_head_that_keeps_nothing_is_a_store_too() throws Exception {
    Path file = folder.resolve("backup");
    try (LoopbackGcs gcs = LoopbackGcs.start()) {
      put(gcs, "value");
      fetch(gcs, file);
    }
    new Restore(file).into(folder.resolve("b"), NOW);
    try (LoopbackGcs restored = keeping("b")) {
      assertEquals("value", get(restored));
    }
  }

  @Test
  void a_backup_is_restored_on_a_host_that_has_no_folder_for_it_yet() throws Exception {
    Path file = folder.resolve("backup");
    ClusterId cluster = backup(file);
    new Restore(file).into(folder.resolve("new/b"), NOW);
    try (LoopbackGcs restored = keeping("new/b")) {
      assertEquals(cluster, restored.cluster());
    }
  }

  @Test
  void a_backup_goes_into_redis_if_nothing_is_there() throws Exception {
    Path file = folder.resolve("backup");
    backup(file);
    try (RedisServer redis = RedisServer.start()) {
      var store =
          new RedisStore(
              redis.place("test"),
              CompletableFuture.completedFuture(RedisLogin.NONE),
              Optional.empty(),
              RedisStore.Timing.usual());
      String _ = new Restore(file).into(store, folder.resolve("scratch"));
      try (Storage there = store.open()) {
        assertTrue(there.keys(Table.KV, ByteString.EMPTY).stream().anyMatch(this::isOurs));
        assertEquals(1, there.size(Table.CLUSTER).rows());
      }
      StorageUnusable refusal =
          assertThrows(
              StorageUnusable.class,
              () -> new Restore(file).into(store, folder.resolve("scratch")));
      assertTrue(refusal.getMessage().contains("a cluster already"), refusal::getMessage);
    }
  }

  @Test
  void what_is_no_sound_backup_changes_nothing() throws Exception {
    Path file = folder.resolve("backup");
    backup(file);
    byte[] sound = Files.readAllBytes(file);
    Path target = folder.resolve("a");
    byte[] before = Files.readAllBytes(target.resolve("gcs.db"));
    refused("there is no file", folder.resolve("nothing"), target);
    refused("is no file", folder, target);
    refused("is damaged", write("torn", Arrays.copyOf(sound, sound.length / 2)), target);
    byte[] damaged = sound.clone();
    Arrays.fill(damaged, damaged.length - 5000, damaged.length, (byte) 0x5a);
    refused("is damaged", write("damaged", damaged), target);
    refused(
        "is damaged",
        write("text", "some text".repeat(999).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        target);
    refused("the file is empty", write("empty", new byte[0]), target);
    byte[] newer = sound.clone();
    // https://sqlite.org/fileformat.html, 1.3: the user version, highest byte first.
    newer[63] = 99;
    refused("has format 99", write("newer", newer), target);
    assertTrue(Arrays.equals(before, Files.readAllBytes(target.resolve("gcs.db"))));
    assertFalse(names().stream().anyMatch(name -> name.startsWith("a.")), () -> names().toString());
  }

  @Test
  void a_store_that_is_in_use_is_not_replaced() throws Exception {
    Path file = folder.resolve("backup");
    backup(file);
    try (LoopbackGcs _ = keeping("b")) {
      refused("used by another process", file, folder.resolve("b"));
    }
  }

  @Test
  void the_tables_are_told_with_their_sizes_and_rows_without_secrets() throws Exception {
    try (LoopbackGcs gcs = keeping("a")) {
      put(gcs, "secret");
      InspectReply all = inspect(gcs, "");
      assertEquals(Table.all().size(), all.getTablesCount());
      InspectReply kv = inspect(gcs, "kv");
      assertTrue(kv.getTables(0).getRows() >= 1);
      assertTrue(
          kv.getRowsList().stream()
              .anyMatch(row -> row.getKey().equals("/key") && row.getBytes() == 6),
          kv::toString);
      assertFalse(kv.toString().contains("secret"));
      assertTrue(inspect(gcs, "songs").getError().contains("there are cluster, nodes"));
    }
  }

  private void refused(String why, Path file, Path target) {
    StorageUnusable refusal =
        assertThrows(StorageUnusable.class, () -> new Restore(file).into(target, NOW));
    assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
  }

  private ClusterId backup(Path file) throws Exception {
    try (LoopbackGcs gcs = keeping("a")) {
      put(gcs, "value");
      fetch(gcs, file);
      return gcs.cluster();
    }
  }

  private LoopbackGcs keeping(String name) throws Exception {
    return LoopbackGcs.keeping(folder.resolve(name), HealthPeriods.likeRay());
  }

  private static void fetch(LoopbackGcs gcs, Path file) throws IOException {
    ManagedChannel channel = gcs.client(gcs.cluster());
    try (OutputStream out = Files.newOutputStream(file)) {
      Iterator<BackupPart> parts =
          GcsStoreServiceGrpc.newBlockingStub(channel).backup(BackupRequest.getDefaultInstance());
      while (parts.hasNext()) {
        BackupPart part = parts.next();
        assertEquals("", part.getError());
        part.getData().writeTo(out);
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private static InspectReply inspect(LoopbackGcs gcs, String table) {
    ManagedChannel channel = gcs.client(gcs.cluster());
    try {
      return GcsStoreServiceGrpc.newBlockingStub(channel)
          .inspect(InspectRequest.newBuilder().setTable(table).setLimit(100).build());
    } finally {
      channel.shutdownNow();
    }
  }

  private static void put(LoopbackGcs gcs, String value) {
    var _ =
        gcs.kv()
            .internalKVPut(
                InternalKVPutRequest.newBuilder()
                    .setKey(KEY)
                    .setValue(ByteString.copyFromUtf8(value))
                    .build());
  }

  private static String get(LoopbackGcs gcs) {
    return gcs.kv()
        .internalKVGet(InternalKVGetRequest.newBuilder().setKey(KEY).build())
        .getValue()
        .toStringUtf8();
  }

  private boolean isOurs(ByteString key) {
    return key.equals(ByteString.copyFrom(new byte[4]).concat(KEY));
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
