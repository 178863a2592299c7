package io.nodectl.cli;

import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a check of the doctor has found.
///
/// @param check its name
/// @param text what is there
/// @param advice what to do about it; empty if nothing need be done
record Finding(String check, Level level, String text, String advice) {
  /// How bad it is.
  enum Level {
    /// As it should be.
    OK,
    /// Nodes work, but not as well as they could.
    WARN,
    /// A node will not work, or does not.
    BAD;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding ok(String check, String text) {
    return new Finding(check, Level.OK, text, "");
  }

  static Finding warn(String check, String text, String advice) {
    return new Finding(check, Level.WARN, text, advice);
  }

  static Finding bad(String check, String text, String advice) {
    return new Finding(check, Level.BAD, text, advice);
  }

  /// Such as `warn  cgroup  ...`.
  String line() {
    return "%-4s  %-12s  %s".formatted(level.word(), check, text);
  }

  /// What to do, below the line; only if there is something.
  String adviceLine() {
    return " ".repeat(20) + advice;
  }

  ObjectNode asJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("check", check).put("level", level.word()).put("text", text);
    return json.put("advice", advice.isEmpty() ? null : advice);
  }
}
