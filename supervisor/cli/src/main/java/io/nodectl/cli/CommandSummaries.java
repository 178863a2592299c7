package io.nodectl.cli;

import java.util.Map;
import picocli.CommandLine.Help;

/// The list of commands in the help: what each is for, in one line.
final class CommandSummaries {
  private static final int NAME_WIDTH = 14;

  /// As much of a sentence as stands beside a name.
  private static final int MOST = 82;

  private CommandSummaries() {}

  static String of(Help help) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Help> command : help.subcommands().entrySet()) {
      String name = command.getKey();
      lines
          .append("  ")
          .append(name)
          .append(" ".repeat(NAME_WIDTH - name.length()))
          .append(summary(command.getValue().commandSpec().usageMessage().description()))
          .append(System.lineSeparator());
    }
    return lines.toString();
  }

  /// The first clause of a description that is short enough, as a sentence.
  static String summary(String... description) {
    String text = String.join(" ", description);
    int end = text.length();
    for (String stop : new String[] {". ", ": ", "; "}) {
      int at = text.indexOf(stop);
      end = at >= 0 ? Math.min(end, at) : end;
    }
    if (end > MOST) {
      end = text.lastIndexOf(", ", MOST);
    }
    String clause = text.substring(0, end);
    return clause.endsWith(".") ? clause : clause + ".";
  }
}
