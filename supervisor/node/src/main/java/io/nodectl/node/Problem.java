package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import java.util.List;

/// Why something did not work, for the person who asked for it.
///
/// @param code what kind of problem, and the exit code of the command that met it
/// @param component whose problem; empty if it is the node's as a whole
/// @param message what happened, why, and what to do
/// @param logTail the last lines of the component's output; may be empty
public record Problem(ExitCode code, String component, String message, List<String> logTail) {
  public Problem {
    logTail = List.copyOf(logTail);
  }

  /// A problem of the node as a whole.
  public static Problem ofNode(ExitCode code, String message) {
    return new Problem(code, "", message, List.of());
  }
}
