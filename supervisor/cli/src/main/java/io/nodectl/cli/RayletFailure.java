package io.nodectl.cli;

import io.grpc.Status;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;

/// What a failed call to a raylet means to a person.
final class RayletFailure {
  private RayletFailure() {}

  /// Whether nobody can have heard the call, so that it may be made elsewhere.
  static boolean isUnheard(Status status) {
    if (status.getCode() != Status.Code.UNAVAILABLE) {
      return false;
    }
    for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
      if (t instanceof ConnectException || t instanceof NoRouteToHostException) {
        return true;
      }
    }
    return false;
  }

  static ProblemException of(Status status, Raylet raylet, Duration limit) {
    return switch (status.getCode()) {
      case UNAVAILABLE ->
          Words.problem(
              ExitCode.NOTHING_THERE,
              "the raylet of %s cannot be reached: %s"
                  .formatted(raylet.text(), GcsFailure.cause(status)));
      case DEADLINE_EXCEEDED ->
          Words.problem(
              ExitCode.TOO_LATE,
              "the raylet of %s has not answered within %s (--timeout)"
                  .formatted(raylet.text(), Words.seconds(limit)));
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          Words.problem(
              ExitCode.REFUSED,
              "the raylet of %s refuses the call: %s. Give the cluster's token with --token-file, RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH."
                  .formatted(raylet.text(), status.getDescription()));
      case UNIMPLEMENTED ->
          Words.problem(
              ExitCode.REFUSED,
              "the raylet of %s knows nothing of this: is it of the same release?"
                  .formatted(raylet.text()));
      case NOT_FOUND ->
          Words.problem(ExitCode.NOTHING_THERE, String.valueOf(status.getDescription()));
      case INVALID_ARGUMENT ->
          Words.problem(ExitCode.USAGE, String.valueOf(status.getDescription()));
      default ->
          Words.problem(
              ExitCode.COMPONENT_FAILED,
              "the raylet of %s answered: %s %s"
                  .formatted(raylet.text(), status.getCode(), GcsFailure.cause(status)));
    };
  }
}
