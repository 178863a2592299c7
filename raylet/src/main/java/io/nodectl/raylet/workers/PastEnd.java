package io.nodectl.raylet.workers;

import io.nodectl.spawn.ExitStatus;

/// How an incarnation ended, and when.
///
/// @param atMs milliseconds since the epoch
/// @param wished whether somebody wished it
record PastEnd(int incarnation, long atMs, End end, boolean wished) {
  private static final int SIGKILL = 9;

  /// Whether it did not end as wished until it was killed.
  boolean wasForced() {
    return wished
        && end
            instanceof End.OfProgram(ExitStatus.Signaled(int signal, boolean _), boolean _, var _)
        && signal == SIGKILL;
  }
}
