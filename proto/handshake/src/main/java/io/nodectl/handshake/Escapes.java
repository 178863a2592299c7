package io.nodectl.handshake;

/// The percent encoding of values: LF, CR, NUL and `%` itself.
final class Escapes {
  private static final String MARK = "...";

  private Escapes() {}

  static String encode(String value) {
    if (!needsEncoding(value)) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\n' -> text.append("%0A");
        case '\r' -> text.append("%0D");
        case '\0' -> text.append("%00");
        case '%' -> text.append("%25");
        default -> text.append(c);
      }
    }
    return text.toString();
  }

  /// Undoes {@link #encode}, and reads any `%HH` up to 7F, whatever the case of its digits.
  static String decode(String value) throws MalformedRecord {
    int percent = value.indexOf('%');
    if (percent < 0) {
      return value;
    }
    StringBuilder text = new StringBuilder(value.length());
    int from = 0;
    while (percent >= 0) {
      text.append(value, from, percent).append((char) byteAt(value, percent));
      from = percent + 3;
      percent = value.indexOf('%', from);
    }
    return text.append(value, from, value.length()).toString();
  }

  /// The longest beginning of `value` that takes at most `maxBytes` in a record, with `...` if
  /// something was cut.
  static String cut(String value, int maxBytes) {
    int bytes = 0;
    int fits = 0;
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      bytes += encodedLength(codePoint);
      if (bytes > maxBytes) {
        return value.substring(0, fits).concat(MARK);
      }
      i += Character.charCount(codePoint);
      if (bytes <= maxBytes - MARK.length()) {
        fits = i;
      }
    }
    return value;
  }

  private static int byteAt(String value, int percent) throws MalformedRecord {
    int high = percent + 2 < value.length() ? Character.digit(value.charAt(percent + 1), 16) : -1;
    int low = high >= 0 ? Character.digit(value.charAt(percent + 2), 16) : -1;
    if (low < 0 || high > 7) {
      throw new MalformedRecord("a % that is not %25, nor another %00 to %7F");
    }
    return high << 4 | low;
  }

  private static int encodedLength(int codePoint) {
    if (isEscaped(codePoint)) {
      return 3;
    }
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }

  private static boolean needsEncoding(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isEscaped(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isEscaped(int c) {
    return c == '\n' || c == '\r' || c == '\0' || c == '%';
  }
}
