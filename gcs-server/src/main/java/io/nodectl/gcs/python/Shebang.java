package io.nodectl.gcs.python;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The interpreter that a script names in its first lines.
final class Shebang {

  /// Below `#!/bin/sh`, how pip and its like write a path that is too long or has a blank, in a
  /// form that shell and Python both read: `'''exec' "/a path/python3" "$0" "$@"`.
  private static final Pattern EXEC = Pattern.compile("^'''exec' \"?([^\"]+?)\"? \"\\$0\"");

  private Shebang() {}

  /// Its words: a program, which is a path or a name to be looked up in the PATH; empty if the
  /// script names no Python.
  ///
  /// @param lines the first lines of the script
  static Optional<String> python(List<String> lines) {
    if (lines.isEmpty() || !lines.getFirst().startsWith("#!")) {
      return Optional.empty();
    }
    List<String> words = List.of(lines.getFirst().substring(2).strip().split("\\s+"));
    String program = words.getFirst();
    if (program.endsWith("/env")) {
      return words.stream().skip(1).filter(Shebang::isPython).findFirst();
    }
    if (isPython(program)) {
      return Optional.of(program);
    }
    return lines.stream()
        .skip(1)
        .map(EXEC::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  private static boolean isPython(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1);
    return name.startsWith("python") || name.startsWith("pypy");
  }
}
