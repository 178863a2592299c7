package io.nodectl.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Listening TCP sockets, as /proc/PID/net shows them (proc_pid_net(5)).
final class Listeners {
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private Listeners() {}

  /// The ports that a process listens on.
  static Set<Integer> portsOf(long pid) {
    Map<String, Integer> all = all(pid);
    Set<Integer> ports = new TreeSet<>();
    for (String target : Processes.descriptors(pid).values()) {
      Integer port = all.get(target);
      if (port != null) {
        ports.add(port);
      }
    }
    return ports;
  }

  /// The ports that anything listens on in the network of these tests.
  static Collection<Integer> everywhere() {
    return all(ProcessHandle.current().pid()).values();
  }

  /// Port by socket, written as descriptors show it, in the network of that process.
  private static Map<String, Integer> all(long pid) {
    Map<String, Integer> sockets = new HashMap<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : lines(Path.of("/proc", Long.toString(pid), "net", table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields[STATE].equals(LISTEN)) {
          String address = fields[LOCAL_ADDRESS];
          int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
          sockets.put("socket:[" + fields[INODE] + "]", port);
        }
      }
    }
    return sockets;
  }

  private static List<String> lines(Path table) {
    try {
      List<String> lines = Files.readAllLines(table);
      return lines.subList(1, lines.size());
    } catch (IOException processIsGone) {
      return List.of();
    }
  }
}
