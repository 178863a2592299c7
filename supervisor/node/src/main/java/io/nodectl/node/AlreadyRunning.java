package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.util.Optional;

/// Words for a node that cannot be started because it is there.
final class AlreadyRunning {
  private AlreadyRunning() {}

  static ProblemException problem(NodeFolder node) {
    Optional<Long> supervisor = LockHolder.of(node.lockFile());
    Optional<Long> guardian = LockHolder.of(node.guardLockFile());
    if (supervisor.isEmpty() && guardian.isPresent()) {
      return ProblemException.of(
          ExitCode.ALREADY_RUNNING,
          "the guardian of node '%s' (pid %d) has not cleared away the last session yet. Is it suspended? End what is left with: %s stop --name %s"
              .formatted(node.name(), guardian.get(), CalledAs.in(System.getenv()), node.name()));
    }
    return ProblemException.of(
        ExitCode.ALREADY_RUNNING,
        "node '%s' is running already%s. Stop it with: %s stop --name %s, or start another one with --name."
            .formatted(node.name(), pid(supervisor), CalledAs.in(System.getenv()), node.name()));
  }

  /// The holder of the lock, not the pid on record, which may be of a node long dead.
  private static String pid(Optional<Long> holder) {
    return holder.map(pid -> " (pid " + pid + ")").orElse("");
  }
}
