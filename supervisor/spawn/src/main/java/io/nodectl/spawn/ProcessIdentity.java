package io.nodectl.spawn;

import java.util.Optional;

/// A process by pid and start time: a pid alone may be somebody else's by now.
///
/// The start time counts from boot. Who keeps an identity over a reboot must keep the boot's id
/// (`/proc/sys/kernel/random/boot_id`) with it.
///
/// @param pid at least 1
/// @param startTicks clock ticks from boot to the start, field 22 of `/proc/PID/stat`
public record ProcessIdentity(long pid, long startTicks) {
  /// Refuses numbers that kill(2) takes for groups.
  public ProcessIdentity {
    if (pid < 1) {
      throw new IllegalArgumentException("a pid is at least 1");
    }
  }

  /// The process that has the pid now, also if it is dead and not reaped.
  public static Optional<ProcessIdentity> of(long pid) {
    return ProcessStat.of(pid).map(stat -> new ProcessIdentity(pid, stat.startTicks()));
  }

  /// Reads what [#toString] wrote; empty if it is not of that form.
  public static Optional<ProcessIdentity> parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(text.substring(0, colon));
      long startTicks = Long.parseLong(text.substring(colon + 1));
      return pid < 1 ? Optional.empty() : Optional.of(new ProcessIdentity(pid, startTicks));
    } catch (NumberFormatException e) {
      // What is not a number is not an identity: the answer is empty.
      return Optional.empty();
    }
  }

  /// Whether this very process runs: a zombie does not, nor does another process of the same pid.
  public boolean isAlive() {
    Optional<ProcessStat> now = ProcessStat.of(pid);
    return now.isPresent() && now.get().startTicks() == startTicks && now.get().isAlive();
  }

  /// Opens a pidfd of this very process, child of ours or not: readable once it has ended
  /// (pidfd_open(2)). The caller closes it.
  ///
  /// @return empty if the process is gone
  /// @throws SystemCallException EMFILE, ENFILE: no free descriptor
  public Optional<Fd> open() {
    int number = PidFd.open(pid);
    if (number == -Errno.ESRCH) {
      return Optional.empty();
    }
    Fd pidfd = Fd.owned(SystemCallException.check("pidfd_open", number));
    // The descriptor now holds one process; only if that one has our start time it is the right
    // one.
    Optional<ProcessStat> stat = ProcessStat.of(pid);
    if (stat.isPresent() && stat.get().startTicks() == startTicks) {
      return Optional.of(pidfd);
    }
    pidfd.close();
    return Optional.empty();
  }

  /// Sends a signal to this very process and to no other (pidfd_open(2), start time,
  /// pidfd_send_signal(2)).
  ///
  /// @return false if the process is gone
  /// @throws SystemCallException EPERM: it runs as somebody else
  public boolean signal(Signal signal) {
    Optional<Fd> pidfd = open();
    if (pidfd.isEmpty()) {
      return false;
    }
    try (Fd fd = pidfd.get()) {
      return PidFd.signal(fd.number(), signal);
    }
  }

  /// `pid:start`.
  @Override
  public String toString() {
    return pid + ":" + startTicks;
  }
}
