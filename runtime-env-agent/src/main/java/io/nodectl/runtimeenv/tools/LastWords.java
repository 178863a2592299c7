package io.nodectl.runtimeenv.tools;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Cuts what a tool prints into lines and remembers the last of them. For one thread.
final class LastWords {
  /// As many as Ray 2.60 shows.
  private static final int LINES = 50;

  /// In bytes; a longer line is cut into several.
  private static final int LONGEST_LINE = 4096;

  private final Deque<String> last = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> told;

  /// @param told is told each line
  LastWords(Consumer<String> told) {
    this.told = told;
  }

  void hear(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      // A carriage return begins the same line anew, as progress bars do.
      boolean ends = bytes[i] == '\n' || bytes[i] == '\r';
      if (!ends) {
        line.write(bytes[i]);
      }
      if (ends || line.size() >= LONGEST_LINE) {
        endLine();
      }
    }
  }

  private void endLine() {
    String text = line.toString(UTF_8).stripTrailing();
    line.reset();
    if (text.isEmpty()) {
      return;
    }
    if (last.size() == LINES) {
      last.removeFirst();
    }
    last.addLast(text);
    told.accept(text);
  }

  String text() {
    endLine();
    return String.join("\n", last);
  }
}
