package io.nodectl.testchild;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// Any bytes as an argument.
final class Escapes {
  private Escapes() {}

  /// The UTF-8 bytes of `text`, with `\n`, `\r`, `\0`, `\\` and `\xHH` replaced.
  static byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int from = 0;
    int backslash = text.indexOf('\\');
    while (backslash >= 0) {
      bytes.writeBytes(text.substring(from, backslash).getBytes(UTF_8));
      char c = text.charAt(backslash + 1);
      bytes.write(c == 'x' ? Integer.parseInt(text, backslash + 2, backslash + 4, 16) : plain(c));
      from = backslash + (c == 'x' ? 4 : 2);
      backslash = text.indexOf('\\', from);
    }
    bytes.writeBytes(text.substring(from).getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static int plain(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case '0' -> 0;
      case '\\' -> '\\';
      default -> throw new IllegalArgumentException("\\" + c + " is no escape");
    };
  }
}
