package io.nodectl.spawn;

import java.util.Optional;

/// What `/proc/PID/stat` says of a process (proc_pid_stat(5)).
///
/// @param name the first 15 bytes of the program's name
/// @param state one letter, `Z` for a process that is dead and not reaped
/// @param session its session's id
/// @param startTicks when it started, in clock ticks since boot: field 22
record ProcessStat(String name, char state, long session, long startTicks) {
  // Fields are counted from 1; the first one after the name, which may contain spaces and brackets,
  // is number 3.
  private static final int FIRST_AFTER_NAME = 3;
  private static final int SESSION = 6;
  private static final int START_TIME = 22;

  static Optional<ProcessStat> of(long pid) {
    return ProcFiles.read("/proc/" + pid + "/stat").map(ProcessStat::parse);
  }

  static ProcessStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String rest = line.substring(close + 2);
    return new ProcessStat(
        line.substring(open + 1, close),
        rest.charAt(0),
        Long.parseLong(field(rest, SESSION)),
        Long.parseLong(field(rest, START_TIME)));
  }

  /// Whether it still runs.
  boolean isAlive() {
    return state != 'Z' && state != 'X' && state != 'x';
  }

  private static String field(String rest, int number) {
    int start = 0;
    for (int at = FIRST_AFTER_NAME; at < number; at++) {
      start = rest.indexOf(' ', start) + 1;
    }
    return rest.substring(start, rest.indexOf(' ', start));
  }
}
