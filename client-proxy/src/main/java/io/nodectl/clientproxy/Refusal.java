package io.nodectl.clientproxy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.program.GcsPeer;

/// The statuses with which calls are turned down.
///
/// The code is chosen by what the unmodified client of Ray 2.60 does with it
/// (`ray/util/client/worker.py` and `dataclient.py`): RESOURCE_EXHAUSTED, INVALID_ARGUMENT,
/// NOT_FOUND, FAILED_PRECONDITION and ABORTED end the matter; after any other code a unary call is
/// repeated every 0.5 s for ever and a data stream is opened again. ClusterInfo alone is never
/// repeated. So what passes by itself is UNAVAILABLE, what does not is FAILED_PRECONDITION, and
/// UNIMPLEMENTED is only for calls that a client makes within a session, which it cannot have yet,
/// or does not repeat. ABORTED is never used: its text would have to be a pickled Python exception.
final class Refusal {

  private Refusal() {}

  /// A peer is not known yet. The client tries again, which is right: it will be.
  static StatusRuntimeException notReady(String why) {
    return Status.UNAVAILABLE.withDescription(why).asRuntimeException();
  }

  /// @param what names what is missing, as the subject of a sentence in the plural or singular
  static StatusRuntimeException unimplemented(String what) {
    return Status.UNIMPLEMENTED.withDescription(unimplementedText(what)).asRuntimeException();
  }

  /// For calls that a client repeats for ever after UNIMPLEMENTED.
  static StatusRuntimeException unimplementedForGood(String what) {
    return Status.FAILED_PRECONDITION
        .withDescription("UNIMPLEMENTED: " + unimplementedText(what))
        .asRuntimeException();
  }

  static String unimplementedText(String what) {
    return what
        + " not supported by this nodectl client-proxy; key-value calls and cluster information are";
  }

  /// A call to gcs failed on its way. What may pass is UNAVAILABLE; a token that gcs refuses, say,
  /// will not pass.
  static StatusRuntimeException unreachable(GcsPeer gcs, Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String text = "%s could not be asked: %s".formatted(gcs, words(status));
    Status ours =
        switch (status.getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED -> Status.UNAVAILABLE;
          case CANCELLED -> Status.CANCELLED;
          case RESOURCE_EXHAUSTED -> Status.RESOURCE_EXHAUSTED;
          default -> Status.FAILED_PRECONDITION;
        };
    return ours.withDescription(text).withCause(failure).asRuntimeException();
  }

  /// The innermost cause says it in the system's words, such as "Connection refused".
  private static String words(Status status) {
    Throwable cause = status.getCause();
    while (cause != null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == null ? status.getCode() + ": " + status.getDescription() : cause.toString();
  }

  /// Gcs answered, and the answer was no.
  static StatusRuntimeException refusedBy(GcsPeer gcs, GcsStatus status) {
    return Status.FAILED_PRECONDITION
        .withDescription(gcs + " refused (code " + status.getCode() + "): " + status.getMessage())
        .asRuntimeException();
  }
}
