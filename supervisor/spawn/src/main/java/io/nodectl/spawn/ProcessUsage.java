package io.nodectl.spawn;

import java.time.Duration;
import java.util.Optional;

/// What a process takes of the machine (proc_pid_stat(5), proc_pid_smaps(5)).
///
/// @param state one letter, such as `R`, `S`, `T` or `Z`
/// @param parent its parent's pid
/// @param pssKib its pages in memory, shared ones in parts; 0 if this user may not read it
/// @param rssKib its pages in memory, shared ones in full
/// @param cpu time that it has spent on processors
/// @param age since it was started
public record ProcessUsage(
    char state, long parent, long pssKib, long rssKib, Duration cpu, Duration age) {
  /// Clock ticks per second in what the kernel shows to programs (USER_HZ), which is 100 on x86-64
  /// and aarch64.
  private static final long MILLIS_PER_TICK = 10;

  private static final int FIRST_AFTER_NAME = 3;
  private static final int PARENT = 4;
  private static final int USER_TIME = 14;
  private static final int SYSTEM_TIME = 15;
  private static final int START_TIME = 22;

  /// The process with that pid; empty if it is gone.
  public static Optional<ProcessUsage> of(long pid) {
    String folder = "/proc/" + pid + "/";
    Optional<String> stat = ProcFiles.read(folder + "stat");
    Optional<String> status = ProcFiles.read(folder + "status");
    if (stat.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    String smaps = ProcFiles.read(folder + "smaps_rollup").orElse("");
    return Optional.of(
        parse(stat.get(), status.get(), smaps, ProcFiles.read("/proc/uptime").orElse("0 0")));
  }

  /// The reading alone.
  ///
  /// @param smaps empty if this user may not read it
  static ProcessUsage parse(String stat, String status, String smaps, String uptime) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    double sinceBoot = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
    long age = (long) (sinceBoot * 1000) - number(fields, START_TIME) * MILLIS_PER_TICK;
    return new ProcessUsage(
        fields[0].charAt(0),
        number(fields, PARENT),
        kib(smaps, "Pss:"),
        kib(status, "VmRSS:"),
        Duration.ofMillis(
            (number(fields, USER_TIME) + number(fields, SYSTEM_TIME)) * MILLIS_PER_TICK),
        Duration.ofMillis(Math.max(0, age)));
  }

  /// The share of one processor that it has taken since it was started, as ps(1) counts it; 100 is
  /// all of one.
  public double cpuPercent() {
    return age.isZero() ? 0 : 100.0 * cpu.toMillis() / age.toMillis();
  }

  /// Whether somebody has stopped it (SIGSTOP, or a debugger).
  public boolean isSuspended() {
    return state == 'T' || state == 't';
  }

  /// Whether it has ended, and only its exit status is left.
  public boolean isDead() {
    return state == 'Z' || state == 'X';
  }

  private static long number(String[] fields, int number) {
    return Long.parseLong(fields[number - FIRST_AFTER_NAME]);
  }

  /// The number after the key at the beginning of a line; 0 if there is no such line.
  private static long kib(String text, String key) {
    int line = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
    if (line == 0 && !text.startsWith(key)) {
      return 0;
    }
    int end = text.indexOf('\n', line);
    String rest = text.substring(line + key.length(), end < 0 ? text.length() : end).strip();
    int space = rest.indexOf(' ');
    return Long.parseLong(space < 0 ? rest : rest.substring(0, space));
  }
}
