package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import java.util.ArrayList;
import java.util.List;

/// The exit codes for people.
final class ExitCodeTable {
  private ExitCodeTable() {}

  /// One line each: the number, the word that JSON has for it, what it means and what to do.
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (ExitCode code : ExitCode.values()) {
      lines.add("  %-4d %-18s %s".formatted(code.number(), code.code(), advice(code)));
    }
    return lines;
  }

  private static String advice(ExitCode code) {
    return switch (code) {
      case DONE -> "it did what was asked";
      case BUG -> "a defect in nodectl: report it with what is on stderr and in the log";
      case USAGE -> "the command line or a plan is wrong: the message says what is right";
      case ALREADY_RUNNING -> "a node of that name runs: stop it, or use another --name";
      case NOTHING_THERE -> "no such node, or it does not run: see status, or start it";
      case COMPONENT_FAILED -> "a component, or the machine, failed: read its last words, see logs";
      case TOO_LATE -> "the time limit ran out: raise it with --timeout";
      case PORT_TAKEN -> "a port given by number is taken: end its owner, or leave it out";
      case REFUSED -> "the other side or a permission refused: check token, user, version";
      case INTERRUPTED -> "interrupted, and what had begun is undone: run it again";
    };
  }
}
