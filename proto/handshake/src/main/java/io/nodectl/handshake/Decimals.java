package io.nodectl.handshake;

/// Numbers in a record: plain decimal digits and nothing else.
final class Decimals {
  /// What {@link #parse} answers for anything that is not such a number.
  static final long NONE = -1;

  private static final int MAX_DIGITS = 18;

  private Decimals() {}

  /// The number, or {@link #NONE} if `text` has a sign, a blank, a leading zero, another character,
  /// or is above `max`.
  static long parse(String text, long max) {
    if (text.isEmpty()
        || text.length() > MAX_DIGITS
        || (text.length() > 1 && text.charAt(0) == '0')) {
      return NONE;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      if (!Names.isDigit(text.charAt(i))) {
        return NONE;
      }
      value = value * 10 + (text.charAt(i) - '0');
    }
    return value <= max ? value : NONE;
  }
}
