package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Heads that keep their cluster in a Redis server.
class RedisIT {
  private static final String PASSWORD = "s3cret-of-redis";

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void of_two_heads_with_one_redis_one_serves_and_the_next_goes_on_where_it_ended() {
    try (RedisProcess redis = RedisProcess.start(box)) {
      ByteString cluster;
      try (GcsLink gcs = GcsLink.of(head(redis.address()).done().json())) {
        cluster = gcs.clusterId();
        gcs.put("color", "green");
        head(redis.address(), "--name", "two")
            .expectError(ExitCode.COMPONENT_FAILED, "another gcs-server", "--redis-namespace");
        assertEquals("green", gcs.get("color"));
      }
      box.nodectl("stop").done();
      try (GcsLink gcs = GcsLink.of(head(redis.address(), "--name", "two").done().json())) {
        assertEquals(cluster, gcs.clusterId());
        assertEquals("green", gcs.get("color"));
      }
      box.stopAll();
    }
  }

  @Test
  void a_head_talks_to_redis_over_tls_with_user_and_password_and_tells_neither() throws Exception {
    Path certificate = certificate();
    int port = FreePort.next();
    List<String> flags =
        List.of(
            "--tls-port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--tls-cert-file",
            certificate.toString(),
            "--tls-key-file",
            certificate.resolveSibling("key.pem").toString(),
            "--tls-ca-cert-file",
            certificate.toString(),
            "--tls-auth-clients",
            "no",
            "--user",
            "keeper",
            "on",
            ">" + PASSWORD,
            "~nodectl:*",
            "+@all",
            "--user",
            "default",
            "on",
            ">another-" + PASSWORD,
            "~*",
            "+@all");
    try (RedisProcess _ = RedisProcess.start(box, flags)) {
      Path auth = file("auth", "keeper:" + PASSWORD);
      String[] there = {
        "--redis-ca-cert", certificate.toString(), "--redis-auth-file", auth.toString()
      };
      String address = "rediss://127.0.0.1:" + port;
      JsonNode head = head(address, there).done().json();
      try (GcsLink gcs = GcsLink.of(head)) {
        gcs.put("color", "green");
        assertEquals("green", gcs.get("color"));
      }
      String seen = box.nodectl("status").done() + box.nodectl("ps").done().stdout();
      assertFalse(seen.contains(PASSWORD), seen);
      box.nodectl("stop").done();
      Files.writeString(auth, "keeper:wrong");
      head(address, there)
          .expectError(ExitCode.COMPONENT_FAILED, "does not let us in", "--redis-auth-file");
      head(address, "--redis-auth-file", auth.toString())
          .expectError(ExitCode.COMPONENT_FAILED, "127.0.0.1:" + port);
    }
  }

  @Test
  void without_redis_no_head_starts_and_a_head_waits_for_one_that_comes_back() {
    String address = "unix:" + box.file("redis/redis.sock");
    head(address).expectError(ExitCode.COMPONENT_FAILED, "does not answer", "redis.sock");
    RedisProcess redis = RedisProcess.start(box);
    try (GcsLink gcs = GcsLink.of(head(address).done().json())) {
      gcs.put("color", "green");
      redis.close();
      Thread late = Thread.startVirtualThread(() -> gcs.put("shape", "round"));
      redis = RedisProcess.start(box);
      join(late);
      assertEquals("green", gcs.get("color"));
      assertEquals("round", gcs.get("shape"));
      assertTrue(box.nodectl("status").done().stdout().contains("ready"));
      box.stopAll();
    } finally {
      redis.close();
    }
  }

  private Outcome head(String address, String... more) {
    String[] all = new String[4 + more.length];
    System.arraycopy(new String[] {"start", "--head", "--redis-address", address}, 0, all, 0, 4);
    System.arraycopy(more, 0, all, 4, more.length);
    return box.json(all);
  }

  /// One for 127.0.0.1, which vouches for itself.
  private Path certificate() {
    Path folder = box.files();
    Path certificate = folder.resolve("cert.pem");
    box.begin(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=redis",
                "-addext",
                "subjectAltName=IP:127.0.0.1",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                certificate.toString()),
            Map.of())
        .await();
    return certificate;
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(box.file(name), content);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
