package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ControlClient;
import io.nodectl.node.NodeFolder;
import io.nodectl.node.NodeRecord;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A node of this host that was started at least once.
///
/// @param folder where it lives
/// @param record what it last wrote about itself
record LocalNode(NodeFolder folder, NodeRecord record) {
  /// A supervisor answers within milliseconds; one that does not is not running as it should.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A question to the node's supervisor.
  interface Question<T> {
    T ask(ControlClient client) throws ProblemException;
  }

  String name() {
    return folder.name().value();
  }

  /// What its newest start left on disk.
  Session session() {
    return new Session(Path.of(record.status().path("session").asString("")));
  }

  /// Whether its supervisor is there.
  boolean runs() {
    try (ControlClient client = ControlClient.connect(record.socket()).orElse(null)) {
      return client != null;
    }
  }

  /// Whether it is there, be it that it cannot be reached: its locks say so.
  boolean isThere() {
    return runs() || folder.isHeld();
  }

  /// Its status object as it is now; empty if it does not run.
  Optional<ObjectNode> liveStatus() throws ProblemException, InterruptedException {
    return ask(PATIENCE, ControlClient::status);
  }

  /// Asks its supervisor.
  ///
  /// @param patience how long to wait for the answer
  /// @return empty if the node does not run
  <T> Optional<T> ask(Duration patience, Question<T> question)
      throws ProblemException, InterruptedException {
    Optional<ControlClient> connected = ControlClient.connect(record.socket());
    if (connected.isEmpty()) {
      return Optional.empty();
    }
    try (ControlClient client = connected.get();
        Patience limit = Patience.of(patience, client::close)) {
      try {
        return Optional.of(question.ask(client));
      } catch (ProblemException e) {
        throw limit.isOver() ? deaf(patience) : e;
      }
    }
  }

  private ProblemException deaf(Duration patience) {
    long pid = record.supervisor().pid();
    return Words.problem(
        ExitCode.TOO_LATE,
        "the supervisor of node '%s' (pid %d) has not answered within %d s. Is it suspended? Then: kill -CONT %d; to end the node by force: kill -KILL %d."
            .formatted(name(), pid, patience.toSeconds(), pid, pid));
  }
}
