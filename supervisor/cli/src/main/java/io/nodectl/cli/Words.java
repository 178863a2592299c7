package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.util.Locale;

/// Small pieces of text, and the problems of this module.
final class Words {
  private static final double MILLIS_PER_SECOND = 1000;

  private Words() {}

  static ProblemException problem(ExitCode code, String message) {
    return new ProblemException(Problem.ofNode(code, message));
  }

  /// Such as `1.25 s`.
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / MILLIS_PER_SECOND);
  }
}
