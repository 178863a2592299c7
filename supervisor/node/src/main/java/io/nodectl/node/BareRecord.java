package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.spawn.ProcessIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The record of a session of which nobody knows more than whether it lives or why it ended: no
/// components, no node id, no address.
final class BareRecord {
  /// A pid that no process has.
  private static final ProcessIdentity NOBODY = new ProcessIdentity(Long.MAX_VALUE, 0);

  private BareRecord() {}

  /// Of a start that ended before there was a node.
  static NodeRecord failed(Session session, NodeSpec spec, Problem problem)
      throws ProblemException {
    ObjectNode status = status(session, NodePhase.FAILED);
    status.put("head", spec.isHead());
    status.withObject("auth").put("mode", StatusJson.mode(spec.auth()));
    status.set("error", StatusJson.error(problem));
    return new NodeRecord(status, self(), SocketPath.of(session.node()));
  }

  /// Of a session that has left none of its own: it is about to, or its supervisor was killed
  /// before it could, or the disk was full.
  static NodeRecord missing(Session session) throws ProblemException {
    NodeFolder node = session.node();
    Optional<ProcessIdentity> supervisor = holder(node.lockFile());
    // In the first moments of a start there is only a guardian.
    Optional<ProcessIdentity> living = supervisor.or(() -> holder(node.guardLockFile()));
    ObjectNode status = status(session, living.isPresent() ? NodePhase.STARTING : NodePhase.FAILED);
    supervisor.ifPresent(process -> status.withObject("supervisor").put("pid", process.pid()));
    if (living.isEmpty()) {
      status.set("error", StatusJson.error(lost(session)));
    }
    return new NodeRecord(status, living.orElse(NOBODY), SocketPath.of(node));
  }

  private static Optional<ProcessIdentity> holder(Path lock) {
    return LockHolder.of(lock).flatMap(ProcessIdentity::of);
  }

  private static Problem lost(Session session) {
    String message =
        "the newest session left no record of its end: its supervisor was killed early, or the disk was full. Nothing of the node is left. Its log: %s. Start the node again with the command that started it."
            .formatted(session.log("supervisor"));
    return new Problem(ExitCode.COMPONENT_FAILED, "supervisor", message, List.of());
  }

  private static ProcessIdentity self() {
    return ProcessIdentity.of(ProcessHandle.current().pid()).orElse(NOBODY);
  }

  private static ObjectNode status(Session session, NodePhase phase) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", session.node().name().value());
    json.put("state", phase.word());
    json.putNull("head").putNull("address").putNull("node_id");
    json.put("session", session.folder().toString());
    json.putObject("auth").putNull("mode").putNull("token_path");
    json.putObject("supervisor").putNull("pid");
    json.putArray("components");
    return json;
  }
}
