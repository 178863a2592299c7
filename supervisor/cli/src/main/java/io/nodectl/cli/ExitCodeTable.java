package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import java.util.ArrayList;
import java.util.List;

/// The exit codes for people.
final class ExitCodeTable {
  private ExitCodeTable() {}

  /// One line each: the number, the word that JSON has for it, the meaning.
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ExitCode code : ExitCode.values()) {
      lines.add("  %-4d %-18s %s".formatted(code.number(), code.code(), code.meaning()));
    }
    return lines;
  }
}
