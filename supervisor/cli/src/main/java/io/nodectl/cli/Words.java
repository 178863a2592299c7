package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Small pieces of text, and the problems of this module.
final class Words {
  private static final double MILLIS_PER_SECOND = 1000;
  private static final int GIST = 120;

  /// How the place of a call looks in what Python prints of an exception.
  private static final String PYTHON_PLACE = "  File \"";

  private Words() {}

  static ProblemException problem(ExitCode code, String message) {
    return new ProblemException(Problem.ofNode(code, message));
  }

  /// What a text says, in one line of a table: its first line, or its last one if it is what Python
  /// prints of an exception; cut where it is long.
  static String gist(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String line = text.contains(PYTHON_PLACE) ? lines.getLast() : lines.getFirst();
    boolean whole = line.length() <= GIST && (lines.size() == 1 || text.contains(PYTHON_PLACE));
    return whole ? line : line.substring(0, Math.min(line.length(), GIST)) + " ...";
  }

  /// Such as `1.25 s`.
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / MILLIS_PER_SECOND);
  }
}
