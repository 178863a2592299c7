package io.nodectl.process;

import io.nodectl.spawn.Child;
import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.Signal;
import io.nodectl.spawn.SystemCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Signals to a child together with what it has started.
final class Tree {
  private Tree() {}

  /// A signal to the child's process group, as a terminal sends it.
  static void signal(Child child, Signal signal) {
    try {
      child.signalGroup(signal);
    } catch (SystemCallException e) {
      // EPERM: all of it runs as somebody else; who may not be told, is not.
    }
  }

  /// SIGTERM to every process of the child's session, whatever group it is in. SIGCONT follows,
  /// because a stopped process would not see it.
  static void terminate(Child child) {
    for (ProcessIdentity member : identities(ProcessTree.pidsInSession(child.pid()))) {
      send(member, Signal.TERM);
      send(member, Signal.CONT);
    }
  }

  /// SIGKILL to the child's group, then to each descendant that left the group. Those that leave
  /// the tree meanwhile are adopted by this process and swept after the child's death.
  static void kill(Child child) {
    List<ProcessIdentity> descendants = identities(ProcessTree.descendants(child.pid()));
    child.signalGroup(Signal.KILL);
    child.signal(Signal.KILL);
    for (ProcessIdentity descendant : descendants) {
      send(descendant, Signal.KILL);
    }
  }

  private static List<ProcessIdentity> identities(Iterable<Long> pids) {
    List<ProcessIdentity> identities = new ArrayList<>();
    for (long pid : pids) {
      Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
      identity.ifPresent(identities::add);
    }
    return identities;
  }

  private static void send(ProcessIdentity process, Signal signal) {
    try {
      process.signal(signal);
    } catch (SystemCallException e) {
      // EPERM: a set-user-ID program runs as somebody else; its end is not ours to decide.
    }
  }
}
