package io.nodectl.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.nodectl.testparent.Keytool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptProbesTest {
  private static final String HOST = "127.0.0.1";
  private static final Duration HANG = Duration.ofMillis(Loopback.HANG_MS);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;

  private final KeptProbes probes = KeptProbes.open();

  @AfterEach
  void close() {
    probes.close();
  }

  @Test
  void a_grpc_server_is_asked_over_one_connection_until_that_is_renewed() throws Exception {
    try (RpcServer server = RpcServer.on(Loopback.ANY_PORT).start();
        Relay relay = Relay.to(server.address().getPort());
        KeptProbe probe = probes.grpc(HOST, relay.port(), "node")) {
      for (int i = 0; i < 100; i++) {
        if (i % 2 == 0) {
          server.health().serving("node");
        } else {
          server.health().notServing("node");
        }
        assertEquals(i % 2 == 0 ? Health.SERVING : Health.NOT_SERVING, ask(probe, HANG));
      }
      assertEquals(2, relay.connections());
    }
  }

  @Test
  void a_service_that_the_server_does_not_know_does_not_serve() throws Exception {
    try (RpcServer server = RpcServer.on(Loopback.ANY_PORT).start();
        KeptProbe probe = probes.grpc(HOST, server.address().getPort(), "unknown")) {
      assertEquals(Health.NOT_SERVING, ask(probe, HANG));
      assertEquals(Health.NOT_SERVING, ask(probe, HANG));
    }
  }

  @Test
  void a_server_that_speaks_tls_lives_if_it_refuses_and_one_in_clear_text_is_none()
      throws Exception {
    var keytool = new Keytool(folder);
    keytool.renew("EC");
    try (RpcServer server =
            RpcServer.on(Loopback.ANY_PORT)
                .tls(Tls.fromEnvironment(keytool.environment()))
                .start();
        RpcServer clear = RpcServer.on(Loopback.ANY_PORT).start();
        KeptProbe probe = probes.tls(HOST, server.address().getPort());
        KeptProbe wrong = probes.tls(HOST, clear.address().getPort())) {
      assertEquals(Health.SERVING, ask(probe, HANG));
      assertEquals(Health.SERVING, ask(probe, HANG));
      assertEquals(Health.UNREACHABLE, ask(wrong, HANG));
    }
  }

  @Test
  void an_http_server_is_asked_over_one_connection_until_that_is_renewed() throws Exception {
    try (Answering server = Answering.with(401, "no token");
        Relay relay = Relay.to(server.port());
        KeptProbe probe = probes.http(HOST, relay.port(), "/alive")) {
      for (int i = 0; i < 100; i++) {
        assertEquals(Health.SERVING, ask(probe, HANG));
      }
      assertEquals(2, relay.connections());
    }
  }

  @Test
  void an_http_server_lives_whatever_it_answers_short_of_an_error_of_its_own() throws Exception {
    assertEquals(Health.SERVING, ofHttp(200, ""));
    assertEquals(Health.SERVING, ofHttp(204, ""));
    assertEquals(Health.SERVING, ofHttp(404, "a".repeat(10_000)));
    assertEquals(Health.NOT_SERVING, ofHttp(503, "too busy"));
  }

  @Test
  void who_has_hung_up_meanwhile_is_asked_over_a_new_connection() throws Exception {
    try (Answering server = Answering.with(200, "ok");
        Relay relay = Relay.to(server.port());
        KeptProbe probe = probes.http(HOST, relay.port(), "/")) {
      assertEquals(Health.SERVING, ask(probe, HANG));
      relay.hangUp();
      assertEquals(Health.SERVING, ask(probe, HANG));
      assertEquals(2, relay.connections());
    }
  }

  @Test
  void one_that_says_nothing_keeps_nobody_else_waiting() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Answering server = Answering.with(200, "ok");
        KeptProbe deaf = probes.grpc(HOST, silent.getLocalPort(), "");
        KeptProbe good = probes.http(HOST, server.port(), "/")) {
      List<String> ended = new ArrayList<>();
      deaf.ask(SHORT, health -> ended.add("deaf " + health));
      good.ask(HANG, health -> ended.add("good " + health));
      await(ended, 2);
      ended.sort(null);
      assertEquals(List.of("deaf UNREACHABLE", "good SERVING"), ended);
      assertEquals(Health.UNREACHABLE, ask(deaf, SHORT));
    }
  }

  @Test
  void where_nobody_listens_any_more_is_unreachable_at_once() throws Exception {
    try (Answering server = Answering.with(200, "ok");
        KeptProbe probe = probes.http(HOST, server.port(), "/")) {
      assertEquals(Health.SERVING, ask(probe, HANG));
      server.stop();
      assertEquals(Health.UNREACHABLE, ask(probe, HANG));
      assertEquals(Health.UNREACHABLE, ask(probe, HANG));
    }
  }

  @Test
  void an_answer_that_came_while_nobody_looked_counts_although_it_is_late() throws Exception {
    try (Answering server = Answering.with(200, "ok");
        KeptProbe probe = probes.http(HOST, server.port(), "/")) {
      assertEquals(Health.SERVING, ask(probe, HANG));
      server.awaitAnswer();
      List<Health> late = new ArrayList<>();
      probe.ask(Duration.ZERO, late::add);
      server.awaitAnswer();
      await(late, 1);
      assertEquals(List.of(Health.SERVING), late);
    }
  }

  private Health ofHttp(int status, String body) throws IOException {
    try (Answering server = Answering.with(status, body);
        KeptProbe probe = probes.http(HOST, server.port(), "/")) {
      Health first = ask(probe, HANG);
      assertEquals(first, ask(probe, HANG));
      return first;
    }
  }

  private Health ask(KeptProbe probe, Duration deadline) {
    List<Health> ended = new ArrayList<>();
    probe.ask(deadline, ended::add);
    await(ended, 1);
    return ended.getFirst();
  }

  private void await(List<?> ended, int count) {
    long limit = System.nanoTime() + HANG.toNanos();
    while (ended.size() < count) {
      assertTrue(System.nanoTime() < limit, "no end");
      probes.await(limit - System.nanoTime());
    }
    assertEquals(count, ended.size());
  }

  /// An HTTP server with one answer to everything.
  private record Answering(HttpServer server, Semaphore answers) implements AutoCloseable {
    static Answering with(int status, String body) throws IOException {
      HttpServer server = HttpServer.create(Loopback.ANY_PORT, 1);
      Semaphore answers = new Semaphore(0);
      server.createContext(
          "/",
          exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
            answers.release();
          });
      server.start();
      return new Answering(server, answers);
    }

    int port() {
      return server.getAddress().getPort();
    }

    /// Returns when one more answer was sent.
    void awaitAnswer() throws InterruptedException {
      answers.acquire();
    }

    void stop() {
      server.stop(0);
    }

    @Override
    public void close() {
      stop();
    }
  }
}
