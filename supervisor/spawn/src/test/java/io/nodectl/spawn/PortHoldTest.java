package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortHoldTest {
  private static int freePort() throws IOException {
    try (ServerSocketChannel server = listenAt("127.0.0.1", 0)) {
      return port(server);
    }
  }

  private static ServerSocketChannel listenAt(String host, int port) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      return server.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  private static int port(ServerSocketChannel server) throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
  void a_server_can_listen_over_it_and_again_after_its_end(String host) throws IOException {
    int port = freePort();
    try (PortHold hold = PortHold.take(host, port)) {
      for (int i = 0; i < 3; i++) {
        try (ServerSocketChannel server = listenAt(host, port);
            Socket client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
          assertTrue(client.isConnected());
          assertEquals(port, port(server));
        }
      }
      assertEquals(port, hold.port());
    }
  }

  @Test
  void nobody_is_answered_while_nobody_listens() throws IOException {
    int port = freePort();
    try (PortHold _ = PortHold.take("127.0.0.1", port)) {
      assertThrows(
          ConnectException.class,
          () -> new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close());
    }
  }

  @Test
  void it_is_not_in_the_table_of_listening_sockets() throws IOException {
    int port = freePort();
    try (PortHold _ = PortHold.take("127.0.0.1", port)) {
      List<ListeningSocket> listening = SocketTable.listening();
      assertTrue(listening.stream().noneMatch(s -> s.port() == port), listening::toString);
    }
  }

  @Test
  void a_port_that_somebody_listens_on_cannot_be_held() throws IOException {
    try (ServerSocketChannel server = listenAt("127.0.0.1", 0)) {
      int port = port(server);
      SystemCallException taken =
          assertThrows(SystemCallException.class, () -> PortHold.take("127.0.0.1", port));
      assertTrue(String.valueOf(taken.getMessage()).contains("EADDRINUSE"), taken::getMessage);
    }
  }

  @Test
  void an_address_of_another_machine_cannot_be_held() {
    SystemCallException foreign =
        assertThrows(SystemCallException.class, () -> PortHold.take("192.0.2.1", 7000));
    assertTrue(String.valueOf(foreign.getMessage()).contains("EADDRNOTAVAIL"), foreign::getMessage);
  }

  @Test
  void the_number_is_free_again_after_the_close() throws IOException {
    int port = freePort();
    PortHold.take("127.0.0.1", port).close();
    PortHold.take("127.0.0.1", port).close();
  }
}
