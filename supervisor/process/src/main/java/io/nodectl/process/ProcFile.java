package io.nodectl.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// What proc(5) tells beyond {@link io.nodectl.spawn.ProcessTree}.
final class ProcFile {
  private static final int SESSION_AFTER_NAME = 4;

  private ProcFile() {}

  /// The session of a process, dead or alive; -1 if it is gone.
  static long session(long pid) {
    String stat;
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
      stat = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return -1; // reaped by now
    }
    // The name in brackets may hold anything; state, parent, group and session follow it.
    int from = stat.lastIndexOf(')') + 1;
    for (int i = 1; i < SESSION_AFTER_NAME; i++) {
      from = stat.indexOf(' ', from + 1);
    }
    return Long.parseLong(stat.substring(from + 1, stat.indexOf(' ', from + 1)));
  }

  /// Whether a process has another network than this one, so that its sockets cannot be seen.
  static boolean hasOtherNetwork(long pid) {
    try {
      Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
      return !own.equals(Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net")));
    } catch (IOException e) {
      return false; // gone, or somebody else's: what can be said of that is said elsewhere
    }
  }
}
