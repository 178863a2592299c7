package io.nodectl.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Words as a POSIX shell writes them.
public final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellWords() {}

  /// The word so that a shell reads exactly it: as Python's shlex.quote writes it.
  public static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  /// All of them on one line.
  public static String join(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /// The words of a line; a quote that is never closed goes to the end.
  public static List<String> split(String line) {
    Reader reader = new Reader(line);
    List<String> words = new ArrayList<>();
    while (reader.skipBlanks()) {
      words.add(reader.word());
    }
    return words;
  }

  private static final class Reader {
    private final String line;
    private int at;

    Reader(String line) {
      this.line = line;
    }

    boolean skipBlanks() {
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
      return at < line.length();
    }

    String word() {
      StringBuilder word = new StringBuilder();
      while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
        char each = line.charAt(at++);
        switch (each) {
          case '\'' -> quoted(word, '\'', false);
          case '"' -> quoted(word, '"', true);
          case '\\' -> escaped(word);
          default -> word.append(each);
        }
      }
      return word.toString();
    }

    private void quoted(StringBuilder word, char end, boolean escapes) {
      while (at < line.length() && line.charAt(at) != end) {
        if (escapes && line.charAt(at) == '\\') {
          at++;
          escaped(word);
        } else {
          word.append(line.charAt(at++));
        }
      }
      at++;
    }

    private void escaped(StringBuilder word) {
      if (at < line.length()) {
        word.append(line.charAt(at++));
      }
    }
  }
}
