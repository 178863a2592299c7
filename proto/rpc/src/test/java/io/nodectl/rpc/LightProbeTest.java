package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LightProbeTest {
  private static final String HOST = "127.0.0.1";
  private static final Duration HANG = Duration.ofMillis(Loopback.HANG_MS);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void a_grpc_server_s_health_is_read_as_the_grpc_library_reads_it() throws BindFailed {
    try (RpcServer server = RpcServer.on(Loopback.ANY_PORT).start()) {
      server.health().serving("node");
      server.health().notServing("late");
      int port = server.address().getPort();
      for (String service : new String[] {"", "node", "late", "unknown"}) {
        assertEquals(
            HealthProbe.check(HOST, port, service, HANG),
            LightProbe.grpc(HOST, port, service, HANG),
            service);
      }
    }
  }

  @Test
  void a_server_that_accepts_and_says_nothing_is_unreachable_after_the_deadline()
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      assertEquals(Health.UNREACHABLE, LightProbe.grpc(HOST, port, "", SHORT));
    }
  }

  @Test
  void where_nobody_listens_is_unreachable_at_once() throws IOException {
    int port = freePort();
    assertEquals(Health.UNREACHABLE, LightProbe.grpc(HOST, port, "", HANG));
  }

  @Test
  void an_http_server_that_is_asked_by_grpc_does_not_serve_it() throws IOException {
    HttpServer server = HttpServer.create(Loopback.ANY_PORT, 1);
    server.start();
    try {
      Health health = LightProbe.grpc(HOST, server.getAddress().getPort(), "", HANG);
      assertEquals(Health.UNREACHABLE, health);
    } finally {
      server.stop(0);
    }
  }

  private static int freePort() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(any);
      return socket.getLocalPort();
    }
  }
}
