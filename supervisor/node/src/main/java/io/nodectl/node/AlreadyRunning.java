package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.util.Optional;

/// Words for a node that cannot be started because it is there.
final class AlreadyRunning {
  private AlreadyRunning() {}

  static ProblemException problem(NodeFolder node) {
    return ProblemException.of(
        ExitCode.ALREADY_RUNNING,
        "node '%s' is running already%s. Stop it with: nodectl stop --name %s, or start another one with --name."
            .formatted(node.name(), pid(node), node.name()));
  }

  private static String pid(NodeFolder node) {
    try {
      Optional<NodeRecord> record = NodeRecord.read(node);
      return record.map(r -> " (supervisor pid " + r.supervisor().pid() + ")").orElse("");
    } catch (ProblemException unreadable) {
      // The lock is the truth; the pid would only have been a help.
      return "";
    }
  }
}
