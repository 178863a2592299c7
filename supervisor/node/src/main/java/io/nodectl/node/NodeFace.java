package io.nodectl.node;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What others see of a running node: its control socket and its record on disk.
final class NodeFace {
  private final NodeDesk desk;
  private final NodeArchive archive;
  private final Path socket;
  private @Nullable ControlServer server;

  NodeFace(NodeDesk desk, NodeArchive archive, Path socket) {
    this.desk = desk;
    this.archive = archive;
    this.socket = socket;
  }

  /// Shows the node: first the socket, then the record that names it.
  void open() throws ProblemException {
    server = ControlServer.start(socket, desk);
    archive.tryWriteRecord();
  }

  /// Leaves the last state on record and sends the last answers.
  void close() throws InterruptedException {
    archive.tryWriteRecord();
    desk.awaitAnswered(Duration.ofSeconds(1));
    if (server != null) {
      server.close();
    }
    archive.removeSocket();
  }
}
