package io.nodectl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// What /proc says of a process (proc_pid_status(5), proc_pid_smaps(5)).
///
/// @param letter its state as one letter
/// @param parent its parent's pid
record ProcFacts(char letter, long parent, NodeProcess.Memory memory) {
  /// The process with that pid; empty if it is gone.
  static Optional<ProcFacts> of(long pid) {
    return read(pid, "status").map(status -> parse(status, read(pid, "smaps_rollup").orElse("")));
  }

  /// @param smaps empty if this user may not read it
  static ProcFacts parse(String status, String smaps) {
    return new ProcFacts(
        word(status, "State:").charAt(0),
        number(status, "PPid:"),
        new NodeProcess.Memory(number(smaps, "Pss:"), number(status, "VmRSS:")));
  }

  String state() {
    return switch (letter) {
      case 'T', 't' -> "suspended";
      case 'Z', 'X' -> "dead";
      default -> "running";
    };
  }

  boolean isSuspended() {
    return letter == 'T' || letter == 't';
  }

  static boolean hasInEnvironment(long pid, String variable) {
    return read(pid, "environ").stream()
        .flatMap(text -> Arrays.stream(text.split("\0", -1)))
        .anyMatch(variable::equals);
  }

  private static long number(String text, String key) {
    String word = word(text, key);
    return word.equals("?") ? 0 : Long.parseLong(word);
  }

  /// The first word after the key at the beginning of a line.
  private static String word(String text, String key) {
    int line = text.startsWith(key) ? 0 : text.indexOf("\n" + key) + 1;
    if (line == 0 && !text.startsWith(key)) {
      return "?";
    }
    int end = text.indexOf('\n', line);
    String rest = text.substring(line + key.length(), end < 0 ? text.length() : end).strip();
    int space = rest.indexOf(' ');
    return space < 0 ? rest : rest.substring(0, space);
  }

  private static Optional<String> read(long pid, String name) {
    try {
      return Optional.of(
          Files.readString(
              Path.of("/proc", Long.toString(pid), name), StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrForbidden) {
      return Optional.empty();
    }
  }
}
