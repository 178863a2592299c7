package io.nodectl.node;

import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.Signal;
import io.nodectl.spawn.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last resort for a node whose supervisor or guardian lives but does nothing any more, such as
/// one that was stopped by SIGSTOP.
public final class StuckNode {
  private StuckNode() {}

  /// Asks the supervisor, found by the lock that it holds, to end the node in an orderly way
  /// (SIGTERM), for whoever cannot reach it otherwise.
  ///
  /// @return its pid; empty if nobody of this node holds the lock
  public static Optional<Long> terminate(NodeFolder node) {
    return LockHolder.of(node.lockFile())
        .flatMap(ProcessIdentity::of)
        .filter(holder -> isOf(node, holder))
        .filter(holder -> holder.signal(Signal.TERM))
        .map(ProcessIdentity::pid);
  }

  /// Kills whoever holds the node's locks, with all descendants. Only processes that have a session
  /// of this very node in their environment are touched.
  ///
  /// @return the pids of the holders that were killed; empty if nobody holds a lock
  public static List<Long> kill(NodeFolder node) {
    List<Long> killed = new ArrayList<>();
    for (Path lock : List.of(node.guardLockFile(), node.lockFile())) {
      LockHolder.of(lock)
          .flatMap(ProcessIdentity::of)
          .filter(holder -> isOf(node, holder))
          .ifPresent(
              holder -> {
                killTree(holder);
                killed.add(holder.pid());
              });
    }
    return killed;
  }

  /// Kills a process and all its descendants.
  static void killTree(ProcessIdentity root) {
    // The list first: the children of a dead process belong to somebody else.
    List<ProcessIdentity> tree = new ArrayList<>(List.of(root));
    ProcessTree.descendants(root.pid()).stream()
        .map(ProcessIdentity::of)
        .flatMap(Optional::stream)
        .forEach(tree::add);
    for (ProcessIdentity process : tree) {
      try {
        process.signal(Signal.KILL);
      } catch (SystemCallException runsAsSomebodyElse) {
        // It took other rights on itself; only those who gave them can end it.
      }
    }
  }

  private static boolean isOf(NodeFolder node, ProcessIdentity holder) {
    try {
      String environment =
          Files.readString(Path.of("/proc", Long.toString(holder.pid()), "environ"));
      return environment.contains(Session.VARIABLE + "=" + node.sessions() + "/");
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }
}
