package io.nodectl.raylet;

import io.grpc.Status;
import io.nodectl.messages.ray.CheckAliveReply;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.raylet.GcsAnswer.Acknowledged;
import io.nodectl.raylet.GcsAnswer.Dead;
import io.nodectl.raylet.GcsAnswer.Forgotten;
import io.nodectl.raylet.GcsAnswer.Refused;
import io.nodectl.raylet.GcsAnswer.Unreachable;
import java.util.List;

/// Tells what an answer of gcs means. Pure.
final class GcsAnswers {

  private GcsAnswers() {}

  /// Ray 2.60's `StatusCode` for `Disconnected`, with which our gcs-server answers a dead id.
  private static final int DISCONNECTED = 18;

  /// An answer: in Ray 2.60 a refusal stands in the reply's status, and the call itself succeeds.
  static GcsAnswer of(GcsStatus status) {
    return switch (status.getCode()) {
      case 0 -> new Acknowledged();
      case DISCONNECTED -> new Dead("refused to register this node: " + status.getMessage());
      default ->
          new Refused(
              "refused to register this node: %s (code %d)"
                  .formatted(status.getMessage(), status.getCode()));
    };
  }

  /// Whether gcs counts the one node that it was asked about as alive.
  static GcsAnswer of(CheckAliveReply reply) {
    return reply.getRayletAliveList().equals(List.of(true)) ? new Acknowledged() : new Forgotten();
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
