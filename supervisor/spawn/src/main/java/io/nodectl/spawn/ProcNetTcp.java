package io.nodectl.spawn;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Reads the tables `net/tcp` and `net/tcp6` of /proc (proc_pid_net(5)): slow, but they show the
/// network namespace of another process.
final class ProcNetTcp {
  private static final String LISTEN = "0A";

  // Columns, counted from 0.
  private static final int LOCAL = 1;
  private static final int STATE = 3;
  private static final int USER = 7;
  private static final int INODE = 9;
  private static final int HEX = 16;

  private ProcNetTcp() {}

  /// The listening sockets that a process could see; empty if the tables cannot be read.
  static Optional<List<ListeningSocket>> around(long pid) {
    Optional<String> v4 = ProcFiles.read("/proc/" + pid + "/net/tcp");
    if (v4.isEmpty()) {
      return Optional.empty();
    }
    List<ListeningSocket> found = new ArrayList<>();
    parse(v4.get(), found);
    // A kernel without IPv6 has no such file.
    ProcFiles.read("/proc/" + pid + "/net/tcp6").ifPresent(v6 -> parse(v6, found));
    return Optional.of(found);
  }

  static void parse(String table, List<ListeningSocket> found) {
    for (String line : table.split("\n", -1)) {
      String[] column = line.trim().split(" +", -1);
      if (column.length > INODE && column[STATE].equals(LISTEN)) {
        found.add(socket(column));
      }
    }
  }

  private static ListeningSocket socket(String[] column) {
    int colon = column[LOCAL].indexOf(':');
    return new ListeningSocket(
        address(column[LOCAL].substring(0, colon)),
        Integer.parseInt(column[LOCAL].substring(colon + 1), HEX),
        Long.parseLong(column[INODE]),
        Integer.parseInt(column[USER]));
  }

  // The kernel prints each 32-bit word of the address as a number in the machine's byte order.
  private static InetAddress address(String hex) {
    ByteBuffer words = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    ByteBuffer bytes = ByteBuffer.allocate(words.capacity()).order(ByteOrder.nativeOrder());
    while (words.hasRemaining()) {
      bytes.putInt(words.getInt());
    }
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new AssertionError("4 and 16 bytes are addresses", e);
    }
  }
}
