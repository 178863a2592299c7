package io.nodectl.node;

import io.nodectl.handshake.ExitCode;

/// Words for a node that cannot be started because it is there.
final class AlreadyRunning {
  private AlreadyRunning() {}

  static ProblemException problem(NodeFolder node) {
    return ProblemException.of(
        ExitCode.ALREADY_RUNNING,
        "node '%s' is running already%s. Stop it with: %s stop --name %s, or start another one with --name."
            .formatted(node.name(), pid(node), CalledAs.in(System.getenv()), node.name()));
  }

  /// The holder of the lock, not the pid on record, which may be of a node long dead.
  private static String pid(NodeFolder node) {
    return LockHolder.of(node.lockFile())
        .or(() -> LockHolder.of(node.guardLockFile()))
        .map(holder -> " (pid " + holder + ")")
        .orElse("");
  }
}
