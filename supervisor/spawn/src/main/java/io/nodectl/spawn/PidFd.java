package io.nodectl.spawn;

/// Descriptors that name a process for as long as they are open, whatever happens to its pid.
final class PidFd {
  // Called through syscall(2) because glibc has wrappers only since 2.36; the numbers are the same
  // on x86-64 and aarch64.
  private static final Libc.Function SYSCALL = new Libc.Function("syscall");
  private static final int PIDFD_SEND_SIGNAL = 424;
  private static final int PIDFD_OPEN = 434;

  private PidFd() {}

  /// pidfd_open(2), close-on-exec by nature.
  ///
  /// @return the descriptor's number, or -ESRCH, -EMFILE, -ENFILE, -ENOSYS (before Linux 5.3)
  static int open(long pid) {
    return (int) SYSCALL.int64(PIDFD_OPEN, pid, 0);
  }

  /// pidfd_send_signal(2).
  ///
  /// @return false if the process has been reaped
  /// @throws SystemCallException EPERM: it runs as somebody else
  static boolean signal(int pidfd, Signal signal) {
    int result = (int) SYSCALL.int64(PIDFD_SEND_SIGNAL, pidfd, signal.number(), 0, 0);
    if (result == -Errno.ESRCH) {
      return false;
    }
    SystemCallException.check("pidfd_send_signal", result);
    return true;
  }
}
