package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Environment variables as they stand on a command line.
final class Variables {
  private Variables() {}

  /// Reads `NAME=VALUE`, or `NAME` for what it is here.
  ///
  /// @throws InvalidInput if one of them is none, or is not here
  static Map<String, String> read(List<String> words, Map<String, String> here) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      if (name.isEmpty() || name.indexOf('\0') >= 0) {
        throw new InvalidInput("--env takes NAME=VALUE or NAME, not '%s'".formatted(word));
      }
      if (equals < 0 && !here.containsKey(name)) {
        throw new InvalidInput(
            "--env: there is no variable %s here; give its value: %s=VALUE".formatted(name, name));
      }
      variables.put(name, equals < 0 ? here.getOrDefault(name, "") : word.substring(equals + 1));
    }
    return variables;
  }
}
