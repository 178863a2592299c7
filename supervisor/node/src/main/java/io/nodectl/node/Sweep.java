package io.nodectl.node;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessIdentity;
import io.nodectl.spawn.ProcessTree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Ends everything that this process got as a subreaper. What dies may leave children of its own
/// behind, which are got as well, so it goes on until nothing is left.
final class Sweep {
  /// A process in an uninterruptible wait dies when that wait is over; nobody can hurry it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Poller poller;

  Sweep(Poller poller) {
    this.poller = poller;
  }

  /// Returns when nothing is left, or only what not even SIGKILL ends in time.
  void run() {
    Deadline deadline = Deadline.within(Ticker.SYSTEM, PATIENCE);
    List<ProcessIdentity> left = ProcessTree.adopted(Set.of());
    while (!left.isEmpty() && !deadline.left().isZero()) {
      // Whole trees at once: a parent that is killed alone may still be answered by its children.
      left.forEach(StuckNode::killTree);
      left.forEach(process -> awaitEnd(process, deadline));
      ProcessTree.reapAdopted(Set.of());
      left = ProcessTree.adopted(Set.of());
    }
  }

  /// Returns when the process has ended or nobody waits any longer.
  void awaitEnd(ProcessIdentity process, Deadline deadline) {
    Optional<Fd> pidfd = process.open();
    if (pidfd.isEmpty()) {
      return;
    }
    boolean[] ended = {false};
    try (Fd fd = pidfd.get()) {
      poller.watch(fd, Interest.READ, () -> ended[0] = true);
      while (!ended[0] && !deadline.left().isZero()) {
        poller.await(Optional.of(deadline.left()));
      }
      poller.unwatch(fd);
    }
  }
}
