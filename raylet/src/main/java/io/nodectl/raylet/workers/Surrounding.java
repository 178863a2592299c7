package io.nodectl.raylet.workers;

import java.nio.file.Path;
import java.util.Map;

/// What the programs of all workers of this node have in common.
///
/// @param environment of this process
/// @param session the folder of the node's session, where logs and the workers' folders are
/// @param nodeId 56 hexadecimal digits
/// @param raylet `HOST:PORT` of this raylet
public record Surrounding(
    Map<String, String> environment, Path session, String nodeId, String raylet) {

  /// Where the folders of all workers are; it stays when they go.
  Path folders() {
    return session.resolve("workers");
  }

  Path folderOf(WorkerId id, int incarnation) {
    return folders().resolve(id.shortened() + "-" + incarnation);
  }

  LogFiles logsOf(WorkerId id) {
    Path logs = session.resolve("logs");
    String name = "worker-" + id.shortened();
    return new LogFiles(logs.resolve(name + ".out"), logs.resolve(name + ".err"));
  }
}
