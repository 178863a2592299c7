package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.WorkerFailure;
import io.nodectl.node.Problem;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Why a program did not run, or did not run to its own end.
///
/// @param exitCode 125, 126 or 127, beside the program's own
/// @param word for programs
/// @param message what happened, why, and what to do
/// @param logTail the last lines of the program's output; may be empty
record RunFailure(int exitCode, String word, String message, List<String> logTail) {
  /// Something is wrong around the program (as env(1) and docker-run(1) have it).
  static final int OURS = 125;

  /// The program is there, and cannot be executed (as shells have it).
  private static final int CANNOT_EXECUTE = 126;

  /// There is no such program (as shells have it).
  private static final int NOT_FOUND = 127;

  RunFailure {
    logTail = List.copyOf(logTail);
  }

  /// A failure that has nothing to do with what the program printed.
  RunFailure(String word, String message) {
    this(OURS, word, message, List.of());
  }

  /// What a raylet says.
  static RunFailure of(WorkerFailure failure, List<String> logTail) {
    return new RunFailure(
        exitCode(failure.getCode()), word(failure.getCode()), failure.getMessage(), logTail);
  }

  /// What any command may meet.
  static RunFailure of(Problem problem) {
    return new RunFailure(
        exitCode(problem.code()), problem.code().code(), problem.message(), problem.logTail());
  }

  /// The exit code of a problem: those of other commands may be the program's own.
  static int exitCode(ExitCode code) {
    return code == ExitCode.INTERRUPTED ? code.number() : OURS;
  }

  private static int exitCode(FailureCode code) {
    return switch (code) {
      case CANNOT_EXECUTE -> CANNOT_EXECUTE;
      case NOT_FOUND -> NOT_FOUND;
      case FAILURE_UNSPECIFIED,
          BAD_REQUEST,
          INFEASIBLE,
          TOO_MANY_HOPS,
          NODE_STOPPING,
          RUNTIME_ENV_FAILED,
          CANNOT_START,
          TOO_LATE,
          PORT_NOT_HELD,
          BAD_REPORT,
          OWN_WORDS,
          RAYLET_DIED,
          CALLER_GONE,
          STOPPED,
          UNRECOGNIZED ->
          OURS;
    };
  }

  /// Such as `runtime-env-failed`.
  static String word(FailureCode code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// As every command tells its failures.
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode error = json.putObject("error");
    error.put("code", word);
    error.putNull("component");
    error.put("message", message);
    ArrayNode tail = error.putArray("log_tail");
    logTail.forEach(tail::add);
    return json;
  }
}
