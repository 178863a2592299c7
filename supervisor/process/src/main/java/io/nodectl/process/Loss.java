package io.nodectl.process;

import java.nio.charset.StandardCharsets;

/// Output that did not get to the disk.
///
/// @param lines how many lines; a part of one counts as one
/// @param why in words for a person
record Loss(long lines, long bytes, String why) {
  static final Loss NONE = new Loss(0, 0, "");

  /// The loss of a piece of output.
  ///
  /// @param to index after its last byte
  static Loss of(byte[] bytes, int from, int to, String why) {
    long lines = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        lines++;
      }
    }
    boolean part = to > from && bytes[to - 1] != '\n';
    return new Loss(part ? lines + 1 : lines, to - from, why);
  }

  boolean isNone() {
    return bytes == 0;
  }

  /// Both, the other being the later one.
  Loss plus(Loss later) {
    if (isNone() || later.isNone()) {
      return isNone() ? later : this;
    }
    return new Loss(lines + later.lines, bytes + later.bytes, later.why);
  }

  /// The line that stands in a log where the output is missing.
  byte[] mark() {
    String text =
        "[nodectl: "
            + count(lines, "line")
            + " ("
            + count(bytes, "byte")
            + ") dropped: "
            + why
            + "]\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
