package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.ListeningSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortLooksTest {
  private static final OptionalInt ANY = OptionalInt.empty();

  @Test
  void the_only_port_is_taken() {
    assertEquals(found("127.0.0.1", 80), PortLooks.choose(List.of(on("127.0.0.1", 80)), ANY));
  }

  @Test
  void a_server_on_all_addresses_is_reached_on_loopback() {
    assertEquals(found("127.0.0.1", 80), PortLooks.choose(List.of(on("0.0.0.0", 80)), ANY));
  }

  @Test
  void one_port_on_two_sockets_is_one_port() {
    List<ListeningSocket> held = List.of(on("0.0.0.0", 80), on("::", 80));
    assertEquals(found("127.0.0.1", 80), PortLooks.choose(held, ANY));
  }

  @Test
  void between_two_ports_there_is_no_choice() {
    List<ListeningSocket> held = List.of(on("127.0.0.1", 80), on("127.0.0.1", 81));
    assertEquals(Optional.empty(), PortLooks.choose(held, ANY));
    assertEquals(found("127.0.0.1", 81), PortLooks.choose(held, OptionalInt.of(81)));
  }

  @Test
  void a_fixed_port_is_waited_for() {
    List<ListeningSocket> held = List.of(on("127.0.0.1", 80));
    assertEquals(Optional.empty(), PortLooks.choose(held, OptionalInt.of(81)));
  }

  private static ListeningSocket on(String address, int port) {
    return new ListeningSocket(InetAddress.ofLiteral(address), port, 1, 0);
  }

  private static Optional<Endpoint> found(String host, int port) {
    return Optional.of(new Endpoint(host, port));
  }
}
