package io.nodectl.bench;

import io.nodectl.machine.Proc;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Short names for the processes of both sides.
final class ProcNames {
  private static final Pattern OUR_MAIN = Pattern.compile("io\\.nodectl\\.\\w+\\.(\\w+)Main");
  private static final Pattern SCRIPT = Pattern.compile(".*/(\\w+/)?(\\w+)\\.py");

  private ProcNames() {}

  /// The class of a main without its package, the last two parts of a Python script's path, or the
  /// program's file name.
  static String of(Proc process) {
    for (Pattern pattern : new Pattern[] {OUR_MAIN, SCRIPT}) {
      for (String argument : process.arguments()) {
        var match = pattern.matcher(argument);
        if (match.matches()) {
          return match.group(match.groupCount());
        }
      }
    }
    for (String argument : process.arguments()) {
      if (argument.startsWith("ray.")) {
        return argument;
      }
    }
    return String.valueOf(Path.of(process.arguments().getFirst()).getFileName());
  }
}
