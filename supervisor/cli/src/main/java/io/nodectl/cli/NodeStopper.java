package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Leftovers;
import io.nodectl.node.NodeRecord;
import io.nodectl.node.ProblemException;
import io.nodectl.node.StuckNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Stops nodes of this host, and sees them gone.
final class NodeStopper {
  /// What a supervisor and a guardian may need beyond the grace: to kill, to reap, to sweep.
  private static final Duration FORCE = Duration.ofSeconds(20);

  /// From the last answer of a supervisor to its guardian's end; milliseconds if all is well.
  private static final Duration ENDING = Duration.ofSeconds(5);

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
    Optional<ObjectNode> last = ask(node);
    if (last.isEmpty() && endByForce(node)) {
      return lastWords(node);
    }
    if (last.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "node '%s' does not run; its last state is %s"
              .formatted(node.name(), LastStatus.of(node.record()).path("state").asString("")));
    }
    if (!node.folder().awaitGone(ENDING) && !kill(node)) {
      throw Words.problem(
          ExitCode.TOO_LATE,
          "the components of node '%s' are stopped, but its supervisor or guardian still holds a lock in %s after %d s. Logs: %s"
              .formatted(
                  node.name(),
                  node.folder().path(),
                  ENDING.plus(FORCE).toSeconds(),
                  last.get().path("session").asString("")));
    }
    return last.get();
  }

  /// What a supervisor that could not be reached wrote at its end, if it came to that.
  private static ObjectNode lastWords(LocalNode node) {
    try {
      return LastStatus.of(NodeRecord.read(node.folder()).orElse(node.record()));
    } catch (ProblemException unreadable) {
      return LastStatus.of(node.record());
    }
  }

  /// What the supervisor says at its end; empty if there is none, or it does not answer.
  private Optional<ObjectNode> ask(LocalNode node) throws ProblemException, InterruptedException {
    try {
      return node.ask(
          grace.plus(FORCE),
          client -> client.stop(grace.toMillis(), line -> talk.accept(node.name() + ": " + line)));
    } catch (ProblemException e) {
      boolean deaf = e.problem().code() == ExitCode.TOO_LATE;
      // Whoever dies while it stops the node, or cannot hear, is dealt with by force.
      if (deaf || !node.runs()) {
        talk.accept("%s: %s".formatted(node.name(), e.getMessage()));
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean endByForce(LocalNode node) throws ProblemException, InterruptedException {
    boolean ended = terminate(node) || kill(node);
    return endLeftovers(node) || ended;
  }

  /// Has a supervisor end its node that runs but cannot be reached: its control socket is gone. One
  /// that can be reached was asked before, and has not answered.
  ///
  /// @return whether there was one, and nothing of it is left
  private boolean terminate(LocalNode node) throws ProblemException, InterruptedException {
    Optional<Long> asked = node.runs() ? Optional.empty() : StuckNode.terminate(node.folder());
    if (asked.isEmpty()) {
      return false;
    }
    talk.accept(
        "%s: there is no control socket; told its supervisor (pid %d) to end by SIGTERM"
            .formatted(node.name(), asked.get()));
    return node.folder().awaitGone(grace.plus(ENDING));
  }

  /// Ends what a supervisor and a guardian that were killed left behind.
  ///
  /// @return whether there was anything
  private boolean endLeftovers(LocalNode node) throws ProblemException {
    List<Leftovers.Leftover> ended = new Leftovers(node.folder()).end();
    ended.forEach(
        each ->
            talk.accept(
                "%s: ended %s, left behind by a session that was killed"
                    .formatted(node.name(), each.describe())));
    return !ended.isEmpty();
  }

  /// Kills a supervisor or guardian that holds the node's lock and does nothing any more.
  ///
  /// @return whether there was one, and nothing of it is left
  private boolean kill(LocalNode node) throws ProblemException, InterruptedException {
    List<Long> killed = StuckNode.kill(node.folder());
    if (killed.isEmpty()) {
      return false;
    }
    String pids = killed.stream().map(String::valueOf).collect(Collectors.joining(", "));
    talk.accept("%s: killed pid %s, which did not answer any more".formatted(node.name(), pids));
    return node.folder().awaitGone(FORCE);
  }
}
