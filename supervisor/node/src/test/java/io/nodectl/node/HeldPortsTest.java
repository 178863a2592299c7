package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldPortsTest {
  private static final ComponentSpec KEEPER =
      new ComponentSpec(
          "store",
          new Command.OfPath(List.of("x", "{port.main}")),
          StandardInput.WIRE,
          new Readiness.ByReport(),
          List.of(),
          Upkeep.of(Importance.RESTARTABLE),
          new PortWishes(Map.of("main", 7000), Optional.of("main")));

  private static Ports bound(int port) {
    return Ports.of("main", new Endpoint("127.0.0.1", port));
  }

  private static ServerSocketChannel server() throws IOException {
    return ServerSocketChannel.open()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private static int port(ServerSocketChannel server) throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @Test
  void the_first_launch_gets_what_somebody_chose() {
    try (HeldPorts held = new HeldPorts()) {
      assertEquals(7000, held.number(KEEPER, 1));
    }
  }

  @Test
  void who_died_comes_back_to_the_port_that_it_had() throws IOException {
    int port;
    try (ServerSocketChannel server = server()) {
      port = port(server);
    }
    try (HeldPorts held = new HeldPorts()) {
      held.bound(KEEPER, bound(port));
      assertEquals(Optional.empty(), held.died("store"));
      assertEquals(port, held.number(KEEPER, 2));
      assertEquals(Optional.empty(), held.died("store"));
      assertEquals(port, held.number(KEEPER, 3));
    }
  }

  @Test
  void a_port_that_a_stranger_took_is_given_up_and_told() throws IOException {
    try (ServerSocketChannel thief = server();
        HeldPorts held = new HeldPorts()) {
      held.bound(KEEPER, bound(port(thief)));
      NodeEvent.PortLost lost = held.died("store").orElseThrow();

      assertEquals(port(thief), lost.port());
      assertTrue(lost.why().contains("EADDRINUSE"), lost::why);
      assertEquals(0, held.number(KEEPER, 2));
    }
  }

  @Test
  void a_forgotten_port_is_not_asked_for_again() {
    try (HeldPorts held = new HeldPorts()) {
      held.bound(KEEPER, bound(7000));
      held.forget("store");

      assertEquals(0, held.number(KEEPER, 2));
    }
  }

  @Test
  void who_keeps_no_port_is_not_held() {
    try (HeldPorts held = new HeldPorts()) {
      held.bound(Plans.component("worker"), bound(7000));

      assertEquals(Optional.empty(), held.died("worker"));
    }
  }
}
