package io.nodectl.process;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// Hears in a JVM's output where it waits for a debugger. The port is said anew, and is another
/// one, each time a debugger has left.
final class JdwpEar {
  /// What the agent of the JDK prints (libjdwp, `transport.c`).
  private static final String ANNOUNCEMENT = "Listening for transport dt_socket at address: ";

  /// What else stands in the line may come before it.
  private static final int LONGEST_LINE = 512;

  private static final int MOST_DIGITS = 5;

  private final IntConsumer listener;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;

  /// An ear that has heard nothing yet.
  ///
  /// @param listener gets each port
  JdwpEar(IntConsumer listener) {
    this.listener = listener;
  }

  /// Takes the next piece of output, wherever it was cut.
  void hear(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        port(new String(line, 0, length, StandardCharsets.UTF_8)).ifPresent(listener);
        length = 0;
      } else if (length < LONGEST_LINE) {
        line[length++] = bytes[i];
      }
    }
  }

  private static OptionalInt port(String text) {
    int at = text.indexOf(ANNOUNCEMENT);
    String number = at < 0 ? "" : text.substring(at + ANNOUNCEMENT.length()).strip();
    boolean isNumber =
        !number.isEmpty()
            && number.length() <= MOST_DIGITS
            && number.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? OptionalInt.of(Integer.parseInt(number)) : OptionalInt.empty();
  }
}
