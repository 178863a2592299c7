package io.nodectl.environment.packages;

/// One part of a path with `*`, `?` and `[..]`, as a regular expression.
final class Glob {
  private static final String SPECIAL_IN_BRACKETS = "\\[]^&";

  private final String glob;
  private final StringBuilder regex;
  private int at;

  private Glob(String glob, StringBuilder regex) {
    this.glob = glob;
    this.regex = regex;
  }

  static void append(String glob, StringBuilder regex) {
    new Glob(glob, regex).translate();
  }

  private void translate() {
    while (at < glob.length()) {
      char each = glob.charAt(at++);
      switch (each) {
        case '*' -> regex.append("[^/]*");
        case '?' -> regex.append("[^/]");
        case '[' -> bracket();
        case '\\' -> {
          if (at < glob.length()) {
            literal(glob.charAt(at++));
          }
        }
        default -> literal(each);
      }
    }
  }

  private void literal(char each) {
    if (!Character.isLetterOrDigit(each) && each < 128) {
      regex.append('\\');
    }
    regex.append(each);
  }

  /// Without its end, a bracket is only a bracket.
  private void bracket() {
    int body = at < glob.length() && glob.charAt(at) == '!' ? at + 1 : at;
    int end = glob.indexOf(']', body < glob.length() && glob.charAt(body) == ']' ? body + 1 : body);
    if (end < 0) {
      literal('[');
      return;
    }
    regex.append(body > at ? "[^" : "[");
    for (int i = body; i < end; i++) {
      char each = glob.charAt(i);
      if (SPECIAL_IN_BRACKETS.indexOf(each) >= 0) {
        regex.append('\\');
      }
      regex.append(each);
    }
    regex.append(']');
    at = end + 1;
  }
}
