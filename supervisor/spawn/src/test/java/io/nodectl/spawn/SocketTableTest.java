package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SocketTableTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void a_listener_of_this_process_is_found_with_its_inode_on_ipv4() throws Exception {
    found(StandardProtocolFamily.INET, "127.0.0.1");
  }

  @Test
  void a_listener_of_this_process_is_found_with_its_inode_on_ipv6() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 here");
    found(StandardProtocolFamily.INET6, "::1");
  }

  @Test
  void an_ipv4_address_that_was_bound_through_ipv6_is_given_as_ipv4() throws Exception {
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 here");
    found(StandardProtocolFamily.INET6, "127.0.0.1");
  }

  @Test
  void a_socket_that_is_bound_but_does_not_listen_is_not_in_the_table() throws Exception {
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertEquals(List.of(), at(bound.getLocalPort()));
    }
  }

  @Test
  void many_listeners_come_in_several_answers() throws Exception {
    try (Listeners many = new Listeners()) {
      Set<Integer> ports = new HashSet<>();
      for (int i = 0; i < 600; i++) {
        ports.add(many.open(StandardProtocolFamily.INET, "127.0.0.1"));
      }
      for (ListeningSocket socket : SocketTable.listening()) {
        ports.remove(socket.port());
      }
      assertEquals(Set.of(), ports);
    }
  }

  @Test
  void a_refusal_of_the_kernel_is_an_error() {
    ByteBuffer answer = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    answer.putInt(0, 20).putShort(4, (short) 2).putInt(16, -Errno.ENOENT);
    SystemCallException e =
        assertThrows(SystemCallException.class, () -> SocketTable.take(answer, List.of()));
    assertEquals(Errno.ENOENT, e.errno());
  }

  private static void found(ProtocolFamily family, String address) throws Exception {
    try (Listeners listeners = new Listeners()) {
      Set<Long> before = ProcessTree.socketInodes(SELF).orElseThrow();
      int port = listeners.open(family, address);
      Set<Long> mine = new HashSet<>(ProcessTree.socketInodes(SELF).orElseThrow());
      mine.removeAll(before);
      List<ListeningSocket> there = at(port);
      assertEquals(1, there.size(), there::toString);
      ListeningSocket socket = there.getFirst();
      assertEquals(InetAddress.getByName(address), socket.address());
      assertTrue(mine.contains(socket.inode()), socket::toString);
      assertEquals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), socket.uid());
    }
  }

  private static List<ListeningSocket> at(int port) {
    return SocketTable.listening().stream().filter(s -> s.port() == port).toList();
  }

  private static final class Listeners implements AutoCloseable {
    private final Set<ServerSocketChannel> open = new HashSet<>();

    int open(ProtocolFamily family, String address) throws Exception {
      ServerSocketChannel channel = ServerSocketChannel.open(family);
      open.add(channel);
      channel.bind(new InetSocketAddress(address, 0));
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public void close() throws IOException {
      for (ServerSocketChannel channel : open) {
        channel.close();
      }
    }
  }
}
