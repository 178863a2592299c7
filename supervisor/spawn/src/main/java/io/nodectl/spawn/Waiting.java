package io.nodectl.spawn;

import java.util.Optional;

/// Takes the exit status of a child that has ended (waitid(2)).
final class Waiting {
  // From Linux's wait.h.
  static final int P_PID = 1;
  static final int P_PIDFD = 3;
  private static final int WNOHANG = 1;
  private static final int WEXITED = 4;

  private static final Libc.Function WAITID = new Libc.Function("waitid");

  // Offsets in siginfo_t, the same on every 64-bit Linux, and its codes (sigaction(2)).
  private static final int SIGINFO_SIZE = 128;
  private static final int SI_CODE = 8;
  private static final int SI_PID = 16;
  private static final int SI_STATUS = 24;
  private static final int CLD_EXITED = 1;
  private static final int CLD_DUMPED = 3;

  private Waiting() {}

  /// Does not wait.
  ///
  /// @return empty if the child lives
  /// @throws SystemCallException ECHILD if it is no child of ours, or not any more
  static Optional<ExitStatus> reap(int idType, int id) {
    return reap(idType, id, WEXITED | WNOHANG);
  }

  /// Waits for the end of a child that has been killed.
  static void await(int pid) {
    reap(P_PID, pid, WEXITED);
  }

  private static Optional<ExitStatus> reap(int idType, int id, int options) {
    try (Block info = Block.of(SIGINFO_SIZE)) {
      int result;
      do {
        result = WAITID.int32(idType, id, info.address(), options);
      } while (result == -Errno.EINTR);
      SystemCallException.check("waitid", result);
      if (info.bytes().getInt(SI_PID) == 0) {
        return Optional.empty();
      }
      int code = info.bytes().getInt(SI_CODE);
      int status = info.bytes().getInt(SI_STATUS);
      return Optional.of(
          code == CLD_EXITED
              ? new ExitStatus.Exited(status)
              : new ExitStatus.Signaled(status, code == CLD_DUMPED));
    }
  }
}
