package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.Signal;
import io.nodectl.spawn.SystemCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the processes that this process, as a subreaper, got from its dead descendants.
final class Orphans {
  private final EventLoop loop;
  private final Map<ProcessIdentity, Fd> dying = new HashMap<>();
  private final List<Runnable> whenNone = new ArrayList<>();

  Orphans(EventLoop loop) {
    this.loop = loop;
  }

  /// Reaps what is dead, kills what lives, and comes back for what those leave behind.
  void sweep() {
    // One look suffices nearly always.
    if (dying.isEmpty() && !ProcessTree.mayHaveAdopted()) {
      noneLeft();
      return;
    }
    Set<Long> spared = inOwnSession();
    for (ProcessTree.Reaped reaped : ProcessTree.reapAdopted(spared)) {
      log().debug("reaped {} ({}): {}", reaped.process(), reaped.name(), reaped.status());
    }
    for (ProcessIdentity orphan : ProcessTree.adopted(spared)) {
      if (!dying.containsKey(orphan)) {
        end(orphan);
      }
    }
    if (dying.isEmpty()) {
      noneLeft();
    }
  }

  private void noneLeft() {
    List<Runnable> waiting = List.copyOf(whenNone);
    whenNone.clear();
    waiting.forEach(Runnable::run);
  }

  /// Runs an action once no orphan is left, which may be at once.
  void whenNone(Runnable action) {
    if (dying.isEmpty()) {
      action.run();
    } else {
      whenNone.add(action);
    }
  }

  void close() {
    dying.values().forEach(Fd::close);
  }

  private void end(ProcessIdentity orphan) {
    Optional<Fd> pidfd = orphan.open();
    if (pidfd.isEmpty()) {
      return;
    }
    String name = ProcessTree.nameOf(orphan.pid()).orElse("?");
    try {
      orphan.signal(Signal.KILL);
      log().info("killed pid {} ({}), which its parent had left behind", orphan.pid(), name);
    } catch (SystemCallException e) {
      log()
          .warn(
              "cannot end pid {} ({}), left behind by its parent: {}",
              orphan,
              name,
              e.getMessage());
      pidfd.get().close();
      return;
    }
    dying.put(orphan, pidfd.get());
    loop.poller().watch(pidfd.get(), Interest.READ, () -> ended(orphan, pidfd.get()));
  }

  private void ended(ProcessIdentity orphan, Fd pidfd) {
    loop.poller().unwatch(pidfd);
    pidfd.close();
    dying.remove(orphan);
    sweep();
  }

  /// Each child of a spawner begins a session of its own and no process can join another one, so
  /// what is in ours was started by this JVM in another way (`ProcessBuilder`) and is waited for.
  private static Set<Long> inOwnSession() {
    Set<Long> spared = new HashSet<>();
    long self = ProcessHandle.current().pid();
    OptionalLong session = ProcessTree.sessionOf(self);
    for (long child : ProcessTree.children(self)) {
      if (ProcessTree.sessionOf(child).equals(session)) {
        spared.add(child);
      }
    }
    return spared;
  }

  // Not a static field: most runs never log, and their start should not pay for it.
  private static Logger log() {
    return LoggerFactory.getLogger(Orphans.class);
  }
}
