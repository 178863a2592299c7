package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;

/// Says for people why a worker is where it is.
final class Reasons {
  private Reasons() {}

  /// For one that was not ready in time.
  ///
  /// @param programReady whether it has shown its port
  static Failure tooLate(Terms terms, boolean programReady) {
    String missing = terms.mustAccept() ? "accept a connection" : "answer its health check";
    String spared =
        programReady && terms.mustAccept()
            ? " If it cannot spare a connection for a trial, --health listen does without."
            : "";
    return new Failure(
        FailureCode.TOO_LATE,
        ("did not %s within %s ms. It may be slow or may hang; it is stopped. A longer start"
                + " timeout helps if it is slow.%s")
            .formatted(
                programReady ? missing : "show its port",
                terms.timing().start().toMillis(),
                spared));
  }

  /// Empty if there is nothing to say.
  static String of(LifeState state) {
    return switch (state) {
      case LifeState.Pending(LifeState.Lack lack) ->
          switch (lack) {
            case RESOURCES -> "";
            case ENVIRONMENT -> "its runtime environment is being made";
            case PAUSE -> "it is launched again in a moment";
          };
      case LifeState.Starting(boolean programReady) ->
          programReady ? "it listens, but does not answer yet" : "";
      case LifeState.Ready _ -> "";
      case LifeState.Unhealthy(long _, String why) -> why;
      case LifeState.Stopping(LifeState.Cause cause) ->
          cause instanceof LifeState.Because(Failure failure) ? failure.message() : "";
      case LifeState.Exited(End end) -> end.describe();
      case LifeState.Failed(End end) -> end.describe();
    };
  }
}
