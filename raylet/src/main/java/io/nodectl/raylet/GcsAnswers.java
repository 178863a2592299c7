package io.nodectl.raylet;

import io.grpc.Status;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.raylet.GcsAnswer.Acknowledged;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.GcsAnswer.Unreachable;

/// Tells what an answer to `RegisterNode` means. Pure.
final class GcsAnswers {

  private GcsAnswers() {}

  /// An answer: in Ray 2.60 a refusal stands in the reply's status, and the call itself succeeds.
  /// The usual one is that gcs counts this node's id as dead.
  static GcsAnswer of(GcsStatus status) {
    return status.getCode() == 0
        ? new Acknowledged()
        : new Refused(
            "refused to register this node: %s (code %d)"
                .formatted(status.getMessage(), status.getCode()));
  }

  /// No answer, or one of the transport.
  static GcsAnswer of(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    return switch (status.getCode()) {
      case UNAUTHENTICATED, PERMISSION_DENIED ->
          new Refused(
              "refused this node's token ("
                  + status.getDescription()
                  + "). Give this node the token of its cluster.");
      case UNIMPLEMENTED ->
          new Refused(
              "does not know how to register a node, so it is no gcs-server. Correct the address.");
      default -> new Unreachable(causeOf(status));
    };
  }

  /// The innermost cause says it in the system's words, such as "Connection refused".
  private static String causeOf(Status status) {
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String words = cause == null ? status.getDescription() : cause.getMessage();
    return words == null ? status.getCode().toString() : words;
  }
}
