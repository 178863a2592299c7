package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.FailureCode;
import java.time.Duration;

/// The wishes that a worker end.
final class Stops {
  private Stops() {}

  /// What a program hears first.
  enum Manner {
    /// SIGTERM.
    TERMINATE,
    /// SIGHUP, as if its terminal were gone, and SIGTERM a second later.
    HANG_UP
  }

  /// With the grace that it was launched with.
  static WorkerEvent.StopWished wish(Worker worker, FailureCode code, Manner manner) {
    return new WorkerEvent.StopWished(
        new Failure(code, words(code)),
        worker.terms.timing().stopGrace(),
        manner == Manner.HANG_UP);
  }

  /// It was idle for too long.
  static WorkerEvent.StopWished idle(Worker worker) {
    return wish(worker, FailureCode.STOPPED, Manner.TERMINATE);
  }

  /// @param graceMs 0: as it was launched with; -1: no grace
  static WorkerEvent.StopWished wish(Worker worker, long graceMs) {
    return new WorkerEvent.StopWished(
        new Failure(FailureCode.STOPPED, words(FailureCode.STOPPED)),
        graceMs == 0 ? worker.terms.timing().stopGrace() : Duration.ofMillis(Math.max(0, graceMs)),
        false);
  }

  /// If its program was never executed.
  private static String words(FailureCode code) {
    return switch (code) {
      case CALLER_GONE -> "its caller vanished before its program was executed";
      case NODE_STOPPING -> "its node was stopped before its program was executed";
      default -> "it was stopped before its program was executed";
    };
  }
}
