package io.nodectl.raylet.workers;

/// Where a worker is on its way.
///
/// ```
/// Pending -> Starting -> Ready <-> Unhealthy -> Stopping -> Exited
///    ^  any of the first four -> Stopping, Exited, Failed;  Stopping -> Failed
///    `- from all but the last two, if it is to be launched again
/// ```
sealed interface LifeState {

  /// It has no process and waits.
  record Pending(Lack lack) implements LifeState {}

  /// What a worker without a process waits for.
  enum Lack {
    RESOURCES,
    ENVIRONMENT,
    /// The pause before its next launch.
    PAUSE
  }

  /// Its process runs or is about to.
  ///
  /// @param programReady whether only its health is not known yet
  record Starting(boolean programReady) implements LifeState {}

  /// It serves.
  ///
  /// @param sinceMs milliseconds since the epoch
  /// @param misses how many health checks in a row have failed
  record Ready(long sinceMs, int misses) implements LifeState {}

  /// It lives and does not answer.
  ///
  /// @param sinceMs when it was READY first, in milliseconds since the epoch
  record Unhealthy(long sinceMs, String why) implements LifeState {}

  /// It is being ended.
  ///
  /// @param cause why
  record Stopping(Cause cause) implements LifeState {}

  /// Why a worker is ended.
  sealed interface Cause {}

  /// Somebody wished it.
  record Wished() implements Cause {}

  /// It has failed.
  record Because(Failure failure) implements Cause {}

  /// Its program has ended, by itself or as wished.
  record Exited(End end) implements LifeState {}

  /// It did not become ready.
  record Failed(End end) implements LifeState {}

  default boolean isFinal() {
    return this instanceof Exited || this instanceof Failed;
  }
}
