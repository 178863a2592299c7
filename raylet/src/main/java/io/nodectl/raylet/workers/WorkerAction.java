package io.nodectl.raylet.workers;

import java.time.Duration;

/// What is to be done for a worker.
sealed interface WorkerAction {

  /// Have its runtime environment made.
  record MakeEnvironment() implements WorkerAction {}

  /// Execute its program.
  record Execute() implements WorkerAction {}

  /// Ask for its health until {@link EndHealth}.
  record BeginHealth() implements WorkerAction {}

  /// Ask no more.
  record EndHealth() implements WorkerAction {}

  /// End its program.
  ///
  /// @param hangUp whether SIGHUP comes first
  record EndProgram(Duration grace, boolean hangUp) implements WorkerAction {}

  /// Let go of its runtime environment.
  record DropEnvironment() implements WorkerAction {}

  /// Wait before it is launched again.
  record Pause(Duration length) implements WorkerAction {}

  /// Its incarnation has ended like this.
  record Remember(End end) implements WorkerAction {}

  /// It is over for good: give back what it has.
  record Finish() implements WorkerAction {}
}
