package io.nodectl.process;

import java.nio.charset.StandardCharsets;

/// The content of a file in which a program says its port: decimal text, as Ray's programs write.
sealed interface PortNumberFile {
  /// It holds a number.
  ///
  /// @param number 1 to 65535
  record Port(int number) implements PortNumberFile {}

  /// It holds `-1`: the port is deliberately absent.
  record Absent() implements PortNumberFile {}

  /// It is empty: its writer has only made it yet.
  record Empty() implements PortNumberFile {}

  /// It holds something else.
  record Malformed() implements PortNumberFile {}

  static PortNumberFile parse(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    if (text.isEmpty()) {
      return new Empty();
    }
    if (text.equals("-1")) {
      return new Absent();
    }
    int number = 0;
    for (int i = 0; i < text.length() && number <= 65535; i++) {
      char digit = text.charAt(i);
      number = digit >= '0' && digit <= '9' ? 10 * number + digit - '0' : Integer.MAX_VALUE;
    }
    return number >= 1 && number <= 65535 ? new Port(number) : new Malformed();
  }
}
