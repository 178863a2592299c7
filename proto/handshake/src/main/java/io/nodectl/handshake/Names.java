package io.nodectl.handshake;

/// The syntax of names and keys in a record.
final class Names {
  static final int MAX_LENGTH = 32;

  private Names() {}

  /// True for `[a-z][a-z0-9_-]{0,31}`: ports, components and failure codes.
  static boolean isName(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isLowerCaseLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLowerCaseLetter(c) && !isDigit(c) && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /// True for a non-empty run of letters, digits, `.`, `_` and `-`: the part of a line before `=`.
  static boolean isKey(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// True for a non-empty run of capital letters, digits and `-`: the word after `NODECTL/1`.
  static boolean isKind(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 'A' || c > 'Z') && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static String requireName(String what, String text) {
    if (!isName(text)) {
      throw new IllegalArgumentException(
          what + " \"" + text + "\" is not a name: [a-z][a-z0-9_-]*, at most 32 characters");
    }
    return text;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return isLowerCaseLetter(c) || (c >= 'A' && c <= 'Z');
  }

  private static boolean isLowerCaseLetter(int c) {
    return c >= 'a' && c <= 'z';
  }
}
