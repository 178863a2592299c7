package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;

/// Why a program was not executed, or had to be ended.
///
/// @param message what happened, why, and what to do
record Failure(FailureCode code, String message) {

  /// Whether the same attempt, made once more, can only end the same.
  boolean isHopeless() {
    return switch (code) {
      case BAD_REQUEST, INFEASIBLE, TOO_MANY_HOPS, NODE_STOPPING, CANNOT_EXECUTE, NOT_FOUND -> true;
      case RUNTIME_ENV_FAILED,
          CANNOT_START,
          TOO_LATE,
          PORT_NOT_HELD,
          BAD_REPORT,
          OWN_WORDS,
          RAYLET_DIED,
          CALLER_GONE,
          STOPPED,
          FAILURE_UNSPECIFIED,
          UNRECOGNIZED ->
          false;
    };
  }
}
