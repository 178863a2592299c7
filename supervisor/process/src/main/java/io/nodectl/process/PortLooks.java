package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ListeningSocket;
import io.nodectl.spawn.SocketTable;
import io.nodectl.spawn.SystemCallException;
import io.nodectl.spawn.UnixSocketTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.LoggerFactory;

/// What is looked for among the listening sockets.
final class PortLooks {
  private PortLooks() {}

  /// The one port that the tree listens on.
  static PortLook any(PortSource.ByProbe wanted) {
    return pid ->
        choose(TreeListeners.of(pid), wanted.fixed())
            .<PortLook.Sight>map(at -> new PortLook.Found(Ports.of(wanted.portName(), at)))
            .orElseGet(PortLook.NotYet::new);
  }

  /// The fixed port if one was asked for and is there; else the only port there is.
  static Optional<Endpoint> choose(List<ListeningSocket> held, OptionalInt fixed) {
    Optional<Endpoint> chosen = Optional.empty();
    for (ListeningSocket socket : held) {
      if (fixed.isPresent() && socket.port() != fixed.getAsInt()) {
        continue;
      }
      if (chosen.isPresent() && chosen.get().port() != socket.port()) {
        return Optional.empty();
      }
      chosen = Optional.of(new Endpoint(Addresses.reachable(socket.address()), socket.port()));
    }
    return chosen;
  }

  /// All ports that the tree was told to listen on. Nobody else may: who does has taken a number
  /// that was held for the child.
  static PortLook numbers(PortSource.ByNumbers wanted) {
    return pid -> {
      TreeSockets tree = new TreeSockets(pid);
      List<ListeningSocket> all = listening();
      Ports found = Ports.none();
      boolean complete = true;
      for (Map.Entry<String, Endpoint> port : wanted.numbers().entrySet()) {
        Endpoint at = port.getValue();
        List<ListeningSocket> there = PortOwners.on(at, all);
        if (there.stream().anyMatch(socket -> tree.hold(socket.inode()))) {
          found = found.with(port.getKey(), at);
        } else if (there.isEmpty()) {
          complete = false;
        } else {
          String thief = PortOwners.describe(there.getFirst());
          return new PortLook.Refused(new Verdict.NumberTaken(at.toString(), thief));
        }
      }
      return complete ? new PortLook.Found(found) : new PortLook.NotYet();
    };
  }

  /// A Unix socket at that path.
  static PortLook file(PortSource.BySocketFile wanted) {
    return pid -> {
      TreeSockets tree = new TreeSockets(pid);
      boolean there = UnixSocketTable.listeningAt(wanted.path()).stream().anyMatch(tree::hold);
      return there ? new PortLook.Found(Ports.none()) : new PortLook.NotYet();
    };
  }

  /// None if the kernel cannot list them now, because the table changes while it is read.
  private static List<ListeningSocket> listening() {
    try {
      return SocketTable.listening();
    } catch (SystemCallException e) {
      LoggerFactory.getLogger(PortLooks.class).debug("no list of sockets", e);
      return List.of();
    }
  }
}
