package io.nodectl.raylet.workers;

import java.time.Duration;

/// What can happen to a worker.
sealed interface WorkerEvent {

  /// It has its resources.
  record Granted() implements WorkerEvent {}

  /// Its runtime environment is there.
  record EnvironmentMade() implements WorkerEvent {}

  /// Its runtime environment cannot be made.
  record EnvironmentFailed(String why) implements WorkerEvent {}

  /// It is not executed, and never was.
  record NotExecuted(Failure failure) implements WorkerEvent {}

  /// It has its ports, and as far as it is to say so, it has said that it can serve.
  record ProgramReady() implements WorkerEvent {}

  /// It lives and will not become ready; it is being ended already.
  record ProgramFailed(Failure failure) implements WorkerEvent {}

  /// It has reported its port, and after that what is no report.
  ///
  /// @param failure what that comes to as long as it is not ready
  record ReportRefused(Failure failure) implements WorkerEvent {}

  /// Its process is gone.
  record ProgramEnded(End.OfProgram end) implements WorkerEvent {}

  /// It has answered its health check.
  record HealthAnswered() implements WorkerEvent {}

  /// It has not.
  record HealthMissed(String why) implements WorkerEvent {}

  /// The time is over in which it had to become ready.
  record StartTimeOver() implements WorkerEvent {}

  /// The pause before its next launch is over.
  record PauseOver() implements WorkerEvent {}

  /// Somebody wants it to end.
  ///
  /// @param why the code and the words if its program was never executed
  /// @param grace from the first signal to SIGKILL
  /// @param hangUp whether SIGHUP comes first
  record StopWished(Failure why, Duration grace, boolean hangUp) implements WorkerEvent {

    /// With no more grace than that.
    StopWished within(Duration limit) {
      return new StopWished(why, grace.compareTo(limit) < 0 ? grace : limit, hangUp);
    }
  }
}
