package io.nodectl.process;

import io.nodectl.spawn.ListeningSocket;
import io.nodectl.spawn.SocketTable;
import io.nodectl.spawn.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/// The listening sockets of a process and its descendants.
final class TreeListeners {
  private TreeListeners() {}

  /// None if the kernel cannot list them now, because the table changes while it is read.
  static List<ListeningSocket> of(long pid) {
    TreeSockets tree = new TreeSockets(pid);
    List<ListeningSocket> held = new ArrayList<>();
    try {
      for (ListeningSocket socket : SocketTable.listening()) {
        if (tree.hold(socket.inode())) {
          held.add(socket);
        }
      }
    } catch (SystemCallException e) {
      LoggerFactory.getLogger(TreeListeners.class).debug("no list of sockets", e);
    }
    return held;
  }
}
