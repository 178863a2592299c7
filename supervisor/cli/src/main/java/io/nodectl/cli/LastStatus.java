package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.NodeRecord;
import io.nodectl.node.Problem;
import io.nodectl.node.Session;
import io.nodectl.node.StatusJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The status object of a node that does not run.
final class LastStatus {
  private static final Set<String> ENDS = Set.of("stopped", "failed");

  private LastStatus() {}

  /// What is on record, and if that is not an end: what must have happened since.
  static ObjectNode of(NodeRecord record) {
    ObjectNode status = record.publicStatus();
    // One that lives has just not begun to listen, or listens no more.
    if (ENDS.contains(record.state()) || record.supervisor().isAlive()) {
      return status;
    }
    status.put("state", "failed");
    for (JsonNode component : status.path("components")) {
      // Nothing outlives its supervisor.
      ((ObjectNode) component).put("state", "failed").putNull("pid");
    }
    status.set("error", StatusJson.error(died(record, status)));
    return status;
  }

  private static Problem died(NodeRecord record, ObjectNode status) {
    Session session = new Session(Path.of(status.path("session").asString("")));
    String message =
        "the supervisor (pid %d) died without a word while the node was %s. Its log: %s. Start the node again with the command that started it; that also ends what may be left of it, as stop does."
            .formatted(record.supervisor().pid(), record.state(), session.log("supervisor"));
    return new Problem(ExitCode.COMPONENT_FAILED, "supervisor", message, List.of());
  }
}
