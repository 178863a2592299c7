package io.nodectl.raylet.workers;

/// Executes the programs of workers.
interface Launcher extends AutoCloseable {

  /// There is no attempt to execute it.
  final class CannotLaunch extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    CannotLaunch(Failure failure) {
      super(failure.message());
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  /// Has it executed; returns before that.
  ///
  /// @param listener on any thread
  LaunchedProgram launch(Launching what, ProgramListener listener) throws CannotLaunch;

  /// Where the output of a worker goes.
  LogFiles logs(WorkerId id);

  /// Ends what still runs.
  @Override
  void close();
}
