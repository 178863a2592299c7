package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.spawn.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What `state.json` says of a node: written after the fact, so it is information and never truth.
///
/// @param status the node's last status object
/// @param supervisor the process that wrote it
/// @param socket the control socket, which may lie elsewhere when the node's path is too long for
///     one
public record NodeRecord(ObjectNode status, ProcessIdentity supervisor, Path socket) {
  private static final String SOCKET = "socket";
  private static final String SUPERVISOR = "supervisor";
  private static final String START = "start_ticks";

  /// What is known of that node: its record, or if its newest session has left none, as much as can
  /// be told without.
  ///
  /// @return empty if it was never started
  /// @throws ProblemException if there is a record and it cannot be read
  public static Optional<NodeRecord> read(NodeFolder node) throws ProblemException {
    Optional<NodeRecord> written = written(node);
    boolean lives = written.filter(NodeRecord::isOfTheLiving).isPresent();
    Optional<Session> newest = lives ? node.newest() : node.newestBegun();
    if (newest.isEmpty() || written.filter(record -> record.isOf(newest.get())).isPresent()) {
      return written;
    }
    return Optional.of(BareRecord.missing(newest.get()));
  }

  private static Optional<NodeRecord> written(NodeFolder node) throws ProblemException {
    Path file = node.stateFile();
    try {
      JsonNode json = JsonText.read(Files.readString(file));
      if (!(json instanceof ObjectNode status)) {
        throw damaged(file);
      }
      JsonNode supervisor = status.path(SUPERVISOR);
      NodeRecord found =
          new NodeRecord(
              status,
              new ProcessIdentity(supervisor.path("pid").asLong(), supervisor.path(START).asLong()),
              Path.of(status.path(SOCKET).asString("")));
      return Optional.of(found);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      throw damaged(file);
    } catch (IOException e) {
      throw ProblemException.of("read " + file, e);
    }
  }

  /// As much as can be told of a node whose record cannot be read and that does not answer: its
  /// locks say whether it runs.
  public static NodeRecord ofUnreadable(NodeFolder node) throws ProblemException {
    Session session =
        node.newestBegun().orElseGet(() -> new Session(node.sessions().resolve("unknown")));
    return BareRecord.missing(session);
  }

  /// What the node itself says, if it runs; for when its record cannot be read.
  public static Optional<NodeRecord> ofRunning(NodeFolder node) throws ProblemException {
    Path socket = SocketPath.of(node);
    try (ControlClient client = ControlClient.connect(socket).orElse(null)) {
      if (client == null) {
        return Optional.empty();
      }
      ObjectNode status = client.status();
      return ProcessIdentity.of(status.path(SUPERVISOR).path("pid").asLong(0))
          .map(supervisor -> new NodeRecord(status, supervisor, socket));
    }
  }

  /// What is on record for that very session; empty if that is nothing, or cannot be read.
  static Optional<NodeRecord> of(Session session) {
    try {
      return written(session.node()).filter(record -> record.isOf(session));
    } catch (ProblemException unreadable) {
      // Whoever asks for one session has less exact words of its own.
      return Optional.empty();
    }
  }

  void write(NodeFolder node) throws ProblemException {
    ObjectNode json = status.deepCopy();
    json.put(SOCKET, socket.toString());
    json.withObject(SUPERVISOR).put("pid", supervisor.pid()).put(START, supervisor.startTicks());
    byte[] content = JsonText.pretty(json).getBytes(StandardCharsets.UTF_8);
    try {
      WholeFile.write(node.stateFile(), content);
    } catch (ProblemException full) {
      // What the old record says is not true any more, and on a full disk its place may do.
      remove(node.stateFile(), full);
      WholeFile.write(node.stateFile(), content);
    }
  }

  private static void remove(Path file, ProblemException reason) throws ProblemException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw reason;
    }
  }

  private boolean isOfTheLiving() {
    boolean over =
        state().equals(NodePhase.FAILED.word()) || state().equals(NodePhase.STOPPED.word());
    return !over && supervisor.isAlive();
  }

  /// The state that it was in when it was written.
  public String state() {
    return status.path("state").asString("");
  }

  /// The status object without what is only for this file.
  public ObjectNode publicStatus() {
    ObjectNode json = status.deepCopy();
    json.remove(SOCKET);
    json.withObject(SUPERVISOR).remove(START);
    return json;
  }

  boolean isOf(Session session) {
    Path folder = Path.of(status.path("session").asString(""));
    return Objects.equals(folder.getFileName(), session.folder().getFileName());
  }

  /// Why the node failed, if it did.
  public Optional<Problem> problem() {
    JsonNode error = status.path("error");
    if (error.isMissingNode()) {
      return Optional.empty();
    }
    List<String> tail = new ArrayList<>();
    error.path("log_tail").forEach(line -> tail.add(line.asString("")));
    ExitCode code =
        ExitCode.ofCode(error.path("code").asString("")).orElse(ExitCode.COMPONENT_FAILED);
    return Optional.of(
        new Problem(
            code, error.path("component").asString(""), error.path("message").asString(""), tail));
  }

  private static ProblemException damaged(Path file) {
    return ProblemException.of(
        ExitCode.COMPONENT_FAILED,
        file
            + " is damaged. If the node does not run, remove the file; the next start writes it anew.");
  }
}
