package io.nodectl.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for a node's end by its locks, which the system lets go when their holders die.
final class NodeEnd {
  private NodeEnd() {}

  /// Returns when both locks are free at once, or the time is over.
  ///
  /// @return whether they are
  static boolean await(NodeFolder node, Duration atMost)
      throws ProblemException, InterruptedException {
    // In this order: nobody starts a supervisor without the guard lock, so a start that comes
    // meanwhile waits instead of taking us for a node that runs.
    List<Path> locks = List.of(node.guardLockFile(), node.lockFile());
    FutureTask<Boolean> waiting = new FutureTask<>(() -> takeInTurn(locks));
    Thread.ofPlatform().daemon().name("await-end").start(waiting);
    try {
      return waiting.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillHeld) {
      waiting.cancel(true);
      return false;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean takeInTurn(List<Path> locks) throws ProblemException {
    if (locks.isEmpty()) {
      return true;
    }
    try (NodeLock _ = NodeLock.take(locks.getFirst())) {
      return takeInTurn(locks.subList(1, locks.size()));
    }
  }
}
