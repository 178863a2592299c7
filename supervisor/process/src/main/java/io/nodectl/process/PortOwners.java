package io.nodectl.process;

import io.nodectl.handshake.Endpoint;
import io.nodectl.spawn.ListeningSocket;
import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.SocketTable;
import io.nodectl.spawn.SystemCallException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells who listens on a port: a port is believed only when the process tree that claims it holds
/// a listening socket there and nobody else does.
///
/// The kernel lists the sockets of this network namespace (sock_diag(7)) by inode, and
/// `/proc/PID/fd` tells which process holds an inode (proc(5)).
public final class PortOwners {
  private static final String[] NOBODY = {};

  /// Whether a process or one of its descendants has a port for itself.
  public Ownership check(ProcessIdentity root, Endpoint at) {
    try {
      Ownership found = check(new TreeSockets(root.pid()), root.pid(), at);
      // What a process held goes with it: its absence says nothing of what was reported before.
      return found instanceof Ownership.NotHeld && !root.isAlive()
          ? new Ownership.CannotTell("the process has ended")
          : found;
    } catch (SystemCallException e) {
      return new Ownership.CannotTell("the kernel does not list its sockets: " + e.getMessage());
    }
  }

  private static Ownership check(TreeSockets tree, long root, Endpoint at) {
    List<ListeningSocket> strangers = new ArrayList<>(0);
    boolean held = false;
    for (ListeningSocket socket : on(at, SocketTable.listening())) {
      if (tree.hold(socket.inode())) {
        held = true;
      } else {
        strangers.add(socket);
      }
    }
    if (held && strangers.isEmpty()) {
      return new Ownership.Held();
    }
    if (tree.isPartlyHidden()) {
      return new Ownership.CannotTell("a process of its tree belongs to another user");
    }
    if (hasOtherNetwork(root)) {
      return new Ownership.CannotTell("it lives in another network namespace");
    }
    if (strangers.isEmpty()) {
      return new Ownership.NotHeld("nothing listens on " + at);
    }
    String owner = describe(strangers.getFirst());
    return new Ownership.NotHeld(
        held
            ? owner + " listens on " + at + " as well"
            : "it is " + owner + " that listens on " + at);
  }

  /// So that its sockets are not among those that are listed here (network_namespaces(7)).
  private static boolean hasOtherNetwork(long pid) {
    try {
      Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
      return !own.equals(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")));
    } catch (IOException e) {
      return false; // gone, or somebody else's: what can be said of that is said elsewhere
    }
  }

  /// Who listens where a server on `at` would, such as `pid 812 (redis-server)`; empty if the port
  /// is free.
  ///
  /// @throws SystemCallException if the kernel cannot list its sockets
  public Optional<String> ownerOf(Endpoint at) {
    List<ListeningSocket> there = on(at, SocketTable.listening());
    return there.isEmpty() ? Optional.empty() : Optional.of(describe(there.getFirst()));
  }

  /// Those that take connections which are meant for a server on `at`. Another address of this
  /// machine has the same numbers once more.
  static List<ListeningSocket> on(Endpoint at, List<ListeningSocket> all) {
    List<ListeningSocket> there = new ArrayList<>(1);
    Optional<InetAddress> address = Optional.empty();
    for (ListeningSocket socket : all) {
      if (socket.port() == at.port()) {
        if (address.isEmpty()) {
          address = literal(at.host());
        }
        if (address.isEmpty() || Addresses.overlap(address.get(), socket.address())) {
          there.add(socket);
        }
      }
    }
    return there;
  }

  /// A name is not looked up, which may take long; its port alone counts then.
  private static Optional<InetAddress> literal(String host) {
    try {
      return Optional.of(InetAddress.ofLiteral(host));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String describe(ListeningSocket socket) {
    String[] names = new File("/proc").list();
    for (String name : names == null ? NOBODY : names) {
      char first = name.charAt(0);
      if (first >= '1' && first <= '9') {
        long pid = Long.parseLong(name);
        if (ProcessTree.socketInodes(pid).orElse(Set.of()).contains(socket.inode())) {
          return "pid " + pid + " (" + ProcessTree.nameOf(pid).orElse("?") + ")";
        }
      }
    }
    return "a process of the user with uid " + socket.uid();
  }
}
