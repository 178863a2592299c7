package io.nodectl.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/// The commands of nodectl.
///
/// Reading the annotations of one command takes milliseconds, so a command line is made of the one
/// that is called, and of all of them only when help may be needed.
final class Commands {
  private static final int HELP_WIDTH = 100;
  private static final SequencedMap<String, Supplier<Task>> BY_NAME = byName();

  private Commands() {}

  private static SequencedMap<String, Supplier<Task>> byName() {
    SequencedMap<String, Supplier<Task>> commands = new LinkedHashMap<>();
    commands.put("start", StartCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("ps", PsCommand::new);
    commands.put("nodes", NodesCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("version", VersionCommand::new);
    commands.put("completion", CompletionCommand::new);
    return Collections.unmodifiableSequencedMap(commands);
  }

  /// What reads that command line.
  static CommandLine lineFor(List<String> args) {
    Supplier<Task> called = args.isEmpty() ? null : BY_NAME.get(args.getFirst());
    if (called == null) {
      return all();
    }
    CommandLine line = new CommandLine(new NodectlCommand());
    line.addSubcommand(args.getFirst(), called.get());
    return settle(line);
  }

  /// What reads every command line.
  static CommandLine all() {
    CommandLine line = new CommandLine(new NodectlCommand());
    BY_NAME.forEach((name, command) -> line.addSubcommand(name, command.get()));
    return settle(line);
  }

  private static CommandLine settle(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
    addHelp(line);
    line.getSubcommands().values().forEach(Commands::addHelp);
    Values.teach(line);
    return line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExpandAtFiles(false);
  }

  private static void addHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
  }
}
