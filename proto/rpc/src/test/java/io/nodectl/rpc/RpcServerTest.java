package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.netty.channel.EventLoopGroup;
import io.nodectl.messages.ray.CheckAliveRequest;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.rpc.RpcServer.Handlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RpcServerTest {

  private static final Duration HANG = Duration.ofMillis(Loopback.HANG_MS);

  @Test
  void a_taken_port_is_told_with_its_number() throws IOException {
    try (ServerSocket thief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress taken =
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), thief.getLocalPort());
      BindFailed failure = assertThrows(BindFailed.class, () -> RpcServer.on(taken).start());
      assertEquals(BindFailed.Reason.TAKEN, failure.reason());
      assertEquals(thief.getLocalPort(), failure.port());
      assertTrue(failure.getMessage().contains("port " + thief.getLocalPort() + " of 127.0.0.1"));
    }
  }

  @Test
  void an_address_of_another_machine_is_told_apart_from_a_taken_port() {
    // TEST-NET-1 of RFC 5737: nobody's address.
    InetSocketAddress foreign = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 0);
    BindFailed failure = assertThrows(BindFailed.class, () -> RpcServer.on(foreign).start());
    assertEquals(BindFailed.Reason.NOT_OF_THIS_MACHINE, failure.reason());
  }

  @Test
  void two_servers_cannot_share_a_port() throws BindFailed {
    try (RpcServer first = RpcServer.on(Loopback.ANY_PORT).start()) {
      assertThrows(BindFailed.class, () -> RpcServer.on(first.address()).start());
    }
  }

  @Test
  void a_port_that_a_bound_silent_socket_holds_can_be_taken_over() throws IOException {
    try (SocketChannel holder = SocketChannel.open()) {
      holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      holder.bind(Loopback.ANY_PORT);
      try (RpcServer server = RpcServer.on((InetSocketAddress) holder.getLocalAddress()).start()) {
        assertEquals(holder.getLocalAddress(), server.address());
      }
    }
  }

  @Test
  void a_crowd_can_connect_while_the_server_is_busy() throws Exception {
    int bound = Integer.parseInt(Files.readString(Path.of("/proc/sys/net/core/somaxconn")).strip());
    EventLoopGroup loops = EventLoops.SHARED.enter();
    CountDownLatch idle = new CountDownLatch(1);
    List<Socket> crowd = new ArrayList<>();
    try (RpcServer server = RpcServer.on(Loopback.ANY_PORT).start()) {
      var busy = loops.submit(() -> idle.await(Loopback.HANG_MS, TimeUnit.MILLISECONDS));
      for (int i = 0; i < Math.min(1000, bound); i++) {
        Socket one = new Socket();
        crowd.add(one);
        one.connect(server.address(), Loopback.HANG_MS);
      }
      idle.countDown();
      assertEquals(true, busy.get(Loopback.HANG_MS, TimeUnit.MILLISECONDS));
    } finally {
      idle.countDown();
      for (Socket one : crowd) {
        one.close();
      }
      EventLoops.SHARED.leave();
    }
  }

  @Test
  void health_is_per_service_and_an_unknown_service_does_not_serve() throws BindFailed {
    try (RpcServer server = RpcServer.on(Loopback.ANY_PORT).start()) {
      server.health().serving("node");
      server.health().notServing("late");
      int port = server.address().getPort();
      assertEquals(Health.SERVING, HealthProbe.check("127.0.0.1", port, "node", HANG));
      assertEquals(Health.NOT_SERVING, HealthProbe.check("127.0.0.1", port, "late", HANG));
      assertEquals(Health.NOT_SERVING, HealthProbe.check("127.0.0.1", port, "other", HANG));
      assertEquals(Health.SERVING, HealthProbe.check("localhost", port, "", HANG));
    }
  }

  @Test
  void nobody_behind_a_port_is_unreachable() throws IOException {
    int port;
    try (SocketChannel holder = SocketChannel.open()) {
      holder.bind(Loopback.ANY_PORT);
      port = ((InetSocketAddress) holder.getLocalAddress()).getPort();
      assertEquals(Health.UNREACHABLE, HealthProbe.check("127.0.0.1", port, "", HANG));
    }
  }

  @Test
  void a_peer_that_never_answers_is_unreachable_at_the_deadline() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          Health.UNREACHABLE,
          HealthProbe.check("127.0.0.1", deaf.getLocalPort(), "", Duration.ofMillis(50)));
    }
  }

  @Test
  void a_handler_that_may_block_gets_a_virtual_thread_and_another_the_event_loop()
      throws BindFailed {
    assertTrue(handlerThread(Handlers.MAY_BLOCK).startsWith("VirtualThread"));
    assertTrue(handlerThread(Handlers.NEVER_BLOCK).contains("rpc-io-"));
  }

  @Test
  void a_message_far_over_grpcs_own_limit_passes() throws BindFailed {
    ByteString large = ByteString.copyFrom(new byte[16 << 20]);
    try (RpcServer server =
            RpcServer.on(Loopback.ANY_PORT)
                .guard(Loopback.open())
                .service(CountingNodeInfo.neverFailing())
                .start();
        Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      var _ = loopback.nodes().checkAlive(CheckAliveRequest.newBuilder().addNodeIds(large).build());
    }
  }

  @Test
  void a_stopped_server_no_longer_listens() throws BindFailed {
    RpcServer server =
        RpcServer.on(Loopback.ANY_PORT)
            .guard(Loopback.open())
            .service(CountingNodeInfo.neverFailing())
            .start();
    try (Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      var _ = loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
      server.stop(HANG);
    }
    assertThrows(
        IOException.class,
        () -> new Socket(InetAddress.getLoopbackAddress(), server.address().getPort()).close());
  }

  private static String handlerThread(Handlers handlers) throws BindFailed {
    try (RpcServer server =
            RpcServer.on(Loopback.ANY_PORT)
                .guard(Loopback.open())
                .handlers(handlers)
                .service(CountingNodeInfo.neverFailing())
                .start();
        Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      return loopback.nodes().checkAlive(CheckAliveRequest.getDefaultInstance()).getRayVersion();
    }
  }
}
