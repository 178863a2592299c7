package io.nodectl.handshake;

import java.util.Optional;

/// The exit codes of all programs here, and the `code=` words that mean the same in a FAIL record.
public enum ExitCode {
  /// It did what was asked.
  DONE(0, "done", "done"),
  /// A defect of ours.
  BUG(1, "bug", "a defect in nodectl itself"),
  /// The command line was wrong.
  USAGE(2, "usage", "wrong usage"),
  /// What should start runs already.
  ALREADY_RUNNING(3, "already-running", "it is running already"),
  /// What should be acted on is not there or not running.
  NOTHING_THERE(4, "nothing-there", "nothing there"),
  /// A program of the node failed.
  COMPONENT_FAILED(5, "component-failed", "a component failed"),
  /// The time limit ran out.
  TOO_LATE(6, "too-late", "too late"),
  /// A port that was asked for by number is taken.
  PORT_TAKEN(7, "port-taken", "a port is taken"),
  /// The other side, or a permission, refused.
  REFUSED(8, "refused", "refused"),
  /// The user interrupted it (128 + SIGINT, as shells say it).
  INTERRUPTED(130, "interrupted", "interrupted");

  private final int number;
  private final String code;
  private final String meaning;

  ExitCode(int number, String code, String meaning) {
    this.number = number;
    this.code = code;
    this.meaning = meaning;
  }

  /// What the process exits with, 0 to 255.
  public int number() {
    return number;
  }

  /// The word for programs, as in `code=` of a FAIL record and in `error.code` of JSON output.
  public String code() {
    return code;
  }

  /// A few words for people.
  public String meaning() {
    return meaning;
  }

  /// The exit code of that word; empty for a word of somebody else's.
  public static Optional<ExitCode> ofCode(String code) {
    for (ExitCode candidate : values()) {
      if (candidate.code.equals(code)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
