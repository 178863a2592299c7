package io.nodectl.cli;

import picocli.CommandLine.Model.CommandSpec;

/// The help of a command.
final class Manual {
  private Manual() {}

  /// Says what a command does.
  static void says(CommandSpec spec, String... lines) {
    spec.usageMessage().description(lines).sortOptions(false);
  }

  /// Shows how it is called.
  static void examples(CommandSpec spec, String... commands) {
    String[] footer = new String[commands.length];
    for (int i = 0; i < commands.length; i++) {
      footer[i] = "  " + commands[i];
    }
    spec.usageMessage().footerHeading("%nExamples:%n").footer(footer);
  }
}
