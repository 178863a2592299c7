package io.nodectl.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.TypeConversionException;

/// How results are printed.
enum Format {
  ///  For people.
  TABLE,
  ///  For programs.
  JSON;

  static final List<String> WORDS = List.of("table", "json");
  static final String FLAG = "--format";

  /// What a command line asks for, also one that is wrong in other places. What
  /// follows `--` is another program's.
  static Format askedBy(List<String> args) {
    int end = args.indexOf("--");
    for (int i = 0; i < (end < 0 ? args.size() : end); i++) {
      String word = args.get(i);
      boolean json =
          word.equals(FLAG)
              ? i + 1 < args.size() && isJson(args.get(i + 1))
              : word.startsWith(FLAG + "=") && isJson(word.substring(FLAG.length() + 1));
      if (json) {
        return JSON;
      }
    }
    return TABLE;
  }

  private static boolean isJson(String word) {
    return word.toLowerCase(Locale.ROOT).equals("json");
  }

  /// Reads `table` or `json`.
  static Format read(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "table" -> TABLE;
      case "json" -> JSON;
      default -> throw new TypeConversionException("it is table or json, not '" + word + "'");
    };
  }
}
