package io.nodectl.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// The lock of whoever answers for it that nothing of a node outlives its supervisor: the guardian,
/// or the supervisor itself where a service manager does that.
final class GuardLock {
  /// How long a start waits for the last node of that name to be swept.
  private static final Duration SWEEP_PATIENCE = Duration.ofSeconds(5);

  private GuardLock() {}

  /// Takes it until the end of this process: whoever waits for the lock waits for that as well.
  ///
  /// @param talk told if that takes time, and why
  static void take(NodeFolder node, Consumer<String> talk)
      throws ProblemException, InterruptedException {
    taken(node, talk).keepUntilDeath();
  }

  private static NodeLock taken(NodeFolder node, Consumer<String> talk)
      throws ProblemException, InterruptedException {
    Optional<NodeLock> lock = NodeLock.tryTake(node.guardLockFile());
    if (lock.isPresent()) {
      return lock.get();
    }
    if (isAnswering(node)) {
      throw AlreadyRunning.problem(node);
    }
    talk.accept("waiting for the last node '" + node.name() + "' to be swept");
    return NodeLock.takeWithin(node.guardLockFile(), SWEEP_PATIENCE)
        .orElseThrow(() -> AlreadyRunning.problem(node));
  }

  private static boolean isAnswering(NodeFolder node) throws ProblemException {
    Optional<NodeRecord> record = NodeRecord.read(node);
    if (record.isEmpty()) {
      return false;
    }
    try (ControlClient client = ControlClient.connect(record.get().socket()).orElse(null)) {
      return client != null;
    }
  }
}
