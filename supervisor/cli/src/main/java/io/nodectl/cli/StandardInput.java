package io.nodectl.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Finds out whether standard input may be read: whoever reads a terminal in the background is
/// stopped by the kernel (SIGTTIN), as a whole.
final class StandardInput {
  // Fields of /proc/PID/stat after the name in parentheses, see proc_pid_stat(5).
  private static final int PROCESS_GROUP = 2;
  private static final int FOREGROUND_GROUP = 5;

  private StandardInput() {}

  static boolean mayBeRead() {
    try {
      return mayBeRead(
          Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString(),
          Files.readString(Path.of("/proc/self/stat")));
    } catch (IOException noSuchDescriptor) {
      return false;
    }
  }

  /// The decision alone.
  ///
  /// @param file what descriptor 0 is
  /// @param stat what the kernel says of this process
  static boolean mayBeRead(String file, String stat) {
    if (!StandardError.isTerminal(file)) {
      return true;
    }
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    return fields.get(PROCESS_GROUP).equals(fields.get(FOREGROUND_GROUP));
  }
}
