package io.nodectl.spawn;

import java.util.Optional;

/// A child of this process, from its start until it is reaped.
///
/// Every child must be reaped, or it stays a zombie: watch [#pidfd] with a [Poller] (it is readable
/// once the child has ended), then call [#reap]. All methods may be called from any thread.
public final class Child {
  private static final Libc.Function KILL = new Libc.Function("kill");

  private final long pid;
  private final ProcessIdentity identity;
  private final Fd pidfd;

  Child(ProcessIdentity identity, Fd pidfd) {
    this.pid = identity.pid();
    this.identity = identity;
    this.pidfd = pidfd;
  }

  /// The child's pid, which is its session and its process group too.
  public long pid() {
    return pid;
  }

  /// The child by pid and start time.
  public ProcessIdentity identity() {
    return identity;
  }

  /// Readable once the child has ended. [#reap] closes it.
  public Fd pidfd() {
    return pidfd;
  }

  /// Takes the child's exit status if it has ended, without waiting (waitid(2), P_PIDFD). It is
  /// given once: then the pidfd is closed (a poller that still watches it must forget it before its
  /// next await) and later calls return empty.
  ///
  /// @return empty if the child lives, or was reaped before
  /// @throws SystemCallException ECHILD if other code in this process, a wait for any child for
  ///     instance, has taken the status
  public Optional<ExitStatus> reap() {
    synchronized (OwnChildren.LOCK) {
      if (pidfd.isClosed()) {
        return Optional.empty();
      }
      Optional<ExitStatus> status = Waiting.reap(Waiting.P_PIDFD, pidfd.number());
      if (status.isPresent()) {
        OwnChildren.remove(pid);
        pidfd.close();
      }
      return status;
    }
  }

  /// Sends a signal to the child alone (pidfd_send_signal(2)).
  ///
  /// @return false if it has been reaped; a dead child that has not been takes signals without
  ///     effect
  /// @throws SystemCallException EPERM if the child runs as somebody else by now
  public boolean signal(Signal signal) {
    synchronized (OwnChildren.LOCK) {
      return !pidfd.isClosed() && PidFd.signal(pidfd.number(), signal);
    }
  }

  /// Sends a signal to the child's process group (kill(2)): to the child and to all its descendants
  /// that made no group of their own.
  ///
  /// It may be called after the child was reaped, for what is left of the group. The number cannot
  /// go to a stranger while the group has a member; if it has none and there is a new process of
  /// that pid, nothing is sent.
  ///
  /// @return false if nobody is left in the group
  /// @throws SystemCallException EPERM if the whole group runs as somebody else
  public boolean signalGroup(Signal signal) {
    synchronized (OwnChildren.LOCK) {
      if (pidfd.isClosed() && ProcessIdentity.of(pid).isPresent()) {
        return false;
      }
      int result = KILL.int32(-pid, signal.number());
      if (result == -Errno.ESRCH) {
        return false;
      }
      SystemCallException.check("kill", result);
      return true;
    }
  }

  @Override
  public String toString() {
    return "child " + identity;
  }
}
