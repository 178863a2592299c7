package io.nodectl.process;

import java.time.Duration;
import java.util.List;

/// Pieces of the sentences that tell a person what went wrong with a child.
final class Wording {
  private Wording() {}

  static String outputEnds(List<String> lines) {
    return lines.isEmpty()
        ? " It printed nothing."
        : " Its output ends:\n  " + String.join("\n  ", lines);
  }

  static String seconds(Duration time) {
    long tenths = time.toMillis() / 100;
    return tenths % 10 == 0 ? tenths / 10 + " s" : tenths / 10 + "." + tenths % 10 + " s";
  }
}
