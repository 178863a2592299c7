package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcNetTcpTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void only_the_listening_rows_are_taken() {
    List<ListeningSocket> found = new ArrayList<>();
    ProcNetTcp.parse(
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0
           1: 00000000:1F91 00000000:1F90 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 100 0 0 10 0
        """,
        found);
    InetAddress any = InetAddress.ofLiteral("0.0.0.0");
    assertEquals(List.of(new ListeningSocket(any, 8080, 4711, 1000)), found);
  }

  @Test
  void the_tables_say_what_the_kernel_says() throws Exception {
    try (ServerSocket v4 = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        ServerSocket v6 = new ServerSocket(0)) {
      Set<ListeningSocket> mine = new HashSet<>();
      for (ListeningSocket socket : SocketTable.listeningAround(SELF).orElseThrow()) {
        if (socket.port() == v4.getLocalPort() || socket.port() == v6.getLocalPort()) {
          mine.add(socket);
        }
      }
      assertEquals(2, mine.size(), mine::toString);
      assertTrue(new HashSet<>(ProcNetTcp.around(SELF).orElseThrow()).containsAll(mine));
    }
  }

  @Test
  void around_a_process_that_is_gone_nothing_can_be_told() throws Exception {
    try (Shell shell = new Shell()) {
      Child child = shell.start("exit 0", Map.of());
      Shell.end(child);
      assertEquals(Optional.empty(), SocketTable.listeningAround(child.pid()));
    }
  }
}
