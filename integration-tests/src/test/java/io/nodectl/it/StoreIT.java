package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What a head keeps of its cluster.
class StoreIT {
  private static final int WRITERS = 4;
  private static final int KILLS = 10;
  private static final int PUTS_BETWEEN = 100;

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void no_acknowledged_put_is_lost_when_gcs_server_is_killed_again_and_again() {
    keepsAllThroughKills(List.of("--data-dir", box.file("data").toString()));
  }

  @Test
  void no_put_that_redis_acknowledged_is_lost_when_gcs_server_is_killed_again_and_again() {
    try (RedisProcess redis = RedisProcess.start(box)) {
      keepsAllThroughKills(
          List.of("--redis-address", redis.address(), "--data-dir", box.file("data").toString()));
    }
  }

  @Test
  void a_backup_of_a_head_is_restored_when_it_is_stopped_and_not_before() {
    Path file = box.file("backup");
    JsonNode head = box.json("start", "--head").done().json();
    try (GcsLink gcs = GcsLink.of(head)) {
      gcs.put("color", "green");
      box.json("gcs", "backup", file.toString()).done();
      gcs.put("color", "red");
    }
    box.json("gcs", "backup", file.toString()).expectError(ExitCode.REFUSED, "is there already");
    box.json("gcs", "restore", file.toString()).expectError(ExitCode.ALREADY_RUNNING, "stop it");
    box.nodectl("stop").done();
    box.json("gcs", "restore", file + "x").expectError(ExitCode.REFUSED, "there is no file");
    box.json("gcs", "restore", file.toString()).done();
    try (GcsLink gcs = GcsLink.of(box.json("start", "--head").done().json())) {
      assertEquals("green", gcs.get("color"));
    }
    box.json("gcs", "restore", file.toString(), "--name", "of-a-new-host").done();
    assertTrue(Files.exists(box.root().resolve("of-a-new-host/data/gcs.db")));
    assertTrue(box.nodectl("gcs", "inspect").done().stdout().contains("kv"));
    assertTrue(box.nodectl("gcs", "inspect", "nodes").done().stdout().contains("ALIVE"));
    box.stopAll();
  }

  /// Writers go on through the kills; what was acknowledged to them must be there.
  private void keepsAllThroughKills(List<String> store) {
    int port = FreePort.next();
    var acknowledged = new AtomicIntegerArray(WRITERS);
    var enough = new AtomicBoolean();
    try (GcsLink gcs = GcsLink.to(port)) {
      Running server = gcsServer(port, store);
      List<CompletableFuture<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        writers.add(
            CompletableFuture.runAsync(
                () -> write(gcs, number, acknowledged, enough), Thread::startVirtualThread));
      }
      for (int kill = 1; kill <= KILLS; kill++) {
        int until = kill * PUTS_BETWEEN;
        String talk = server.stderrSoFar();
        Eventually.eventually(
            () -> acknowledged.get(0) > until || writers.getFirst().isDone(),
            () -> "puts: " + acknowledged + ", " + talk);
        server.kill();
        server = gcsServer(port, store);
      }
      enough.set(true);
      writers.forEach(CompletableFuture::join);
      server.kill();
      server = gcsServer(port, store);
      for (int writer = 0; writer < WRITERS; writer++) {
        for (int put = 1; put <= acknowledged.get(writer); put++) {
          assertEquals(value(put), gcs.get(key(writer, put)), key(writer, put));
        }
      }
      server.kill();
    }
  }

  @Test
  void a_head_that_is_stopped_and_started_is_the_same_cluster_and_a_fresh_one_is_another()
      throws IOException {
    JsonNode first = box.json("start", "--head").done().json();
    ByteString cluster;
    try (GcsLink gcs = GcsLink.of(first)) {
      cluster = gcs.clusterId();
      gcs.put("color", "green");
    }
    box.nodectl("stop").done();

    JsonNode second = box.json("start", "--head").done().json();
    try (GcsLink gcs = GcsLink.of(second)) {
      assertEquals(cluster, gcs.clusterId());
      assertEquals("green", gcs.get("color"));
    }
    assertEquals(
        Map.of(id(first), "DEAD", id(second), "ALIVE"), Json.statesById(box.json("nodes").done()));
    box.nodectl("stop").done();

    JsonNode third = box.json("start", "--head", "--fresh").done().json();
    try (GcsLink gcs = GcsLink.of(third)) {
      assertNotEquals(cluster, gcs.clusterId());
      assertEquals("", gcs.get("color"));
    }
    assertEquals(Map.of(id(third), "ALIVE"), Json.statesById(box.json("nodes").done()));
    assertEquals(first.path("address"), third.path("address"));
    try (Stream<Path> files = Files.list(box.root().resolve("head"))) {
      assertTrue(files.anyMatch(file -> file.getFileName().toString().startsWith("data.2")));
    }
    box.stopAll();
  }

  @Test
  void an_ephemeral_head_writes_nothing_and_leaves_alone_what_the_last_one_kept()
      throws IOException {
    JsonNode first = box.json("start", "--head", "--ephemeral").done().json();
    try (GcsLink gcs = GcsLink.of(first)) {
      gcs.put("color", "green");
      assertEquals("green", gcs.get("color"));
    }
    assertFalse(Files.exists(box.root().resolve("head/data")));
    box.nodectl("stop").done();

    JsonNode second = box.json("start", "--head").done().json();
    ByteString kept;
    try (GcsLink gcs = GcsLink.of(second)) {
      assertEquals("", gcs.get("color"));
      kept = gcs.clusterId();
    }
    box.nodectl("stop").done();
    box.json("start", "--head", "--ephemeral").done();
    box.nodectl("stop").done();
    try (GcsLink gcs = GcsLink.of(box.json("start", "--head").done().json())) {
      assertEquals(kept, gcs.clusterId());
    }
    box.stopAll();
  }

  @Test
  void wishes_about_the_store_that_contradict_each_other_are_refused() {
    box.json("start", "--head", "--ephemeral", "--fresh").expectError(ExitCode.USAGE, "--fresh");
    box.json("start", "--address=127.0.0.1:1", "--ephemeral")
        .expectError(ExitCode.USAGE, "--ephemeral is for --head");
  }

  @Test
  void a_damaged_store_fails_the_start_and_says_what_to_do() throws IOException {
    box.json("start", "--head").done();
    box.nodectl("stop").done();
    Path file = box.root().resolve("head/data/gcs.db");
    byte[] garbage = new byte[20_000];
    Files.write(file, garbage);
    Outcome start = box.json("start", "--head");
    start.expectError(ExitCode.COMPONENT_FAILED, "--fresh");
    assertEquals(garbage.length, Files.size(file));
    box.json("start", "--head", "--fresh").done();
    box.stopAll();
  }

  @Test
  void a_fresh_start_that_is_refused_leaves_the_store_where_it_was() throws IOException {
    box.json("start", "--head").done();
    box.nodectl("stop").done();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      box.json("start", "--head", "--fresh", "--port", port).expectError(ExitCode.PORT_TAKEN, port);
    }
    assertTrue(Files.exists(box.root().resolve("head/data/gcs.db")));
    try (Stream<Path> files = Files.list(box.root().resolve("head"))) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith("data.")));
    }
  }

  private Running gcsServer(int port, List<String> store) {
    List<String> command = new ArrayList<>(store);
    command.addFirst(box.checkout().distribution().resolve("bin/gcs-server").toString());
    command.addAll(List.of("--port", Integer.toString(port)));
    return box.begin(command, Map.of("RAY_AUTH_MODE", "disabled"));
  }

  private static void write(
      GcsLink gcs, int writer, AtomicIntegerArray acknowledged, AtomicBoolean enough) {
    for (int put = 1; !enough.get(); put++) {
      putUntilAcknowledged(gcs, key(writer, put), value(put));
      acknowledged.set(writer, put);
    }
  }

  /// gRPC does not repeat a call of which the answer had begun when the connection broke.
  private static void putUntilAcknowledged(GcsLink gcs, String key, String value) {
    while (true) {
      try {
        gcs.put(key, value);
        return;
      } catch (StatusRuntimeException e) {
        assertEquals(Status.Code.UNAVAILABLE, e.getStatus().getCode(), e::toString);
      }
    }
  }

  private static String key(int writer, int put) {
    return writer + "/" + put;
  }

  private static String value(int put) {
    return "value " + put;
  }

  private static String id(JsonNode node) {
    return node.path("node_id").asString();
  }
}
