package io.nodectl.raylet.workers;

/// Says for people why a worker is where it is.
final class Reasons {
  private Reasons() {}

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
          programReady ? "its health check is not answered yet" : "";
      case LifeState.Ready _ -> "";
      case LifeState.Unhealthy(long _, String why) -> why;
      case LifeState.Stopping(LifeState.Cause cause) ->
          cause instanceof LifeState.Because(Failure failure) ? failure.message() : "";
      case LifeState.Exited(End end) -> end.describe();
      case LifeState.Failed(End end) -> end.describe();
    };
  }
}
