package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Stops nodes of this host, and sees them gone.
final class NodeStopper {
  /// What a supervisor and a guardian may need beyond the grace: to kill, to reap, to sweep.
  private static final Duration FORCE = Duration.ofSeconds(20);

  private final Duration grace;
  private final Consumer<String> talk;

  /// @param grace how long components may take before they are forced
  /// @param talk gets a line for each thing that ends
  NodeStopper(Duration grace, Consumer<String> talk) {
    this.grace = grace;
    this.talk = talk;
  }

  /// Returns when nothing of the node is left.
  ///
  /// @return its last status object
  /// @throws ProblemException if it does not run, or something of it is left
  ObjectNode stop(LocalNode node) throws ProblemException, InterruptedException {
    Optional<ObjectNode> last =
        node.ask(
            grace.plus(FORCE),
            client ->
                client.stop(grace.toMillis(), line -> talk.accept(node.name() + ": " + line)));
    if (last.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "node '%s' does not run; its last state is %s"
              .formatted(node.name(), LastStatus.of(node.record()).path("state").asString("")));
    }
    if (!node.folder().awaitGone(FORCE)) {
      throw Words.problem(
          ExitCode.TOO_LATE,
          "the components of node '%s' are stopped, but its supervisor or guardian still holds a lock in %s after %d s. Logs: %s"
              .formatted(
                  node.name(),
                  node.folder().path(),
                  FORCE.toSeconds(),
                  last.get().path("session").asString("")));
    }
    return last.get();
  }
}
