package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptQueueTest {
  private static final int BACKLOG = 5;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  @ParameterizedTest
  @CsvSource({"INET, 127.0.0.1, 127.0.0.1", "INET6, ::1, ::1", "INET6, ::, 127.0.0.1"})
  void a_connection_waits_until_it_is_accepted(
      StandardProtocolFamily family, String bound, String called) throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 here");
    try (ServerSocketChannel server = ServerSocketChannel.open(family)) {
      server.bind(new InetSocketAddress(InetAddress.ofLiteral(bound), 0), BACKLOG);
      try (SocketChannel client = SocketChannel.open(at(InetAddress.ofLiteral(called), server))) {
        assertEquals(AcceptQueue.Place.QUEUE, placeOf(client));
        SocketChannel accepted = server.accept();
        assertEquals(AcceptQueue.Place.ACCEPTED, placeOf(client));
        accepted.close();
        assertEquals(AcceptQueue.Place.ACCEPTED, placeOf(client));
      }
    }
  }

  @Test
  void a_connection_that_was_accepted_and_thrown_away_was_accepted() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      server.bind(new InetSocketAddress(LOOPBACK, 0), BACKLOG);
      try (SocketChannel client = SocketChannel.open(at(LOOPBACK, server))) {
        server.accept().setOption(StandardSocketOptions.SO_LINGER, 0).close();
        assertEquals(AcceptQueue.Place.ACCEPTED, placeOf(client));
      }
    }
  }

  @Test
  void a_connection_goes_with_the_socket_that_listened() throws Exception {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.INET);
    server.bind(new InetSocketAddress(LOOPBACK, 0), BACKLOG);
    try (SocketChannel client = SocketChannel.open(at(LOOPBACK, server))) {
      server.close();
      assertEquals(AcceptQueue.Place.GONE, placeOf(client));
    }
  }

  @Test
  void connections_to_a_unix_socket_are_counted_until_they_are_accepted(@TempDir Path folder)
      throws Exception {
    Path path = folder.resolve("socket");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path), BACKLOG);
      assertEquals(0, AcceptQueue.lengthAt(path));
      try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
        assertEquals(1, AcceptQueue.lengthAt(path));
        try (SocketChannel _ = server.accept()) {
          assertEquals(0, AcceptQueue.lengthAt(path));
        }
      }
    }
  }

  private static InetSocketAddress at(InetAddress host, ServerSocketChannel server)
      throws Exception {
    return new InetSocketAddress(host, ((InetSocketAddress) server.getLocalAddress()).getPort());
  }

  private static AcceptQueue.Place placeOf(SocketChannel client) throws Exception {
    return AcceptQueue.placeOf(
        (InetSocketAddress) client.getLocalAddress(),
        (InetSocketAddress) client.getRemoteAddress());
  }
}
