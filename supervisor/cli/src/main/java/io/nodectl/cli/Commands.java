package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.program.NoReflection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The commands of nodectl. A command line is made of the one that is called, and of all of them
/// only when help may be needed: that is quicker.
final class Commands {
  private static final int HELP_WIDTH = 100;
  private static final SequencedMap<String, Supplier<Task>> BY_NAME = byName();

  private Commands() {}

  private static SequencedMap<String, Supplier<Task>> byName() {
    SequencedMap<String, Supplier<Task>> commands = new LinkedHashMap<>();
    commands.put("start", StartCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("reload", ReloadCommand::new);
    commands.put("restart", RestartCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("ps", PsCommand::new);
    commands.put("events", EventsCommand::new);
    commands.put("trace", TraceCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("workers", WorkersCommand::new);
    commands.put("worker", WorkerCommand::new);
    commands.put("context", ContextCommand::new);
    commands.put("runtime-envs", RuntimeEnvsCommand::new);
    commands.put("nodes", NodesCommand::new);
    commands.put("actors", ActorsCommand::new);
    commands.put("jobs", JobsCommand::new);
    commands.put("pgs", PgsCommand::new);
    commands.put("resources", ResourcesCommand::new);
    commands.put("drain", DrainCommand::new);
    commands.put("kv", KvCommand::new);
    commands.put("gcs", GcsCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("gc", GcCommand::new);
    commands.put("systemd", SystemdCommand::new);
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
    CommandSpec top = withHelp(Overview.spec());
    top.addSubcommand(args.getFirst(), line(spec(called.get())));
    return settle(top);
  }

  /// What reads every command line.
  static CommandLine all() {
    CommandSpec top = withHelp(Overview.spec());
    BY_NAME.forEach((name, command) -> top.addSubcommand(name, line(spec(command.get()))));
    return settle(top);
  }

  /// The exit codes of its failures.
  static ToIntFunction<ExitCode> exitCodes(List<String> args) {
    return !args.isEmpty() && args.getFirst().equals("run")
        ? RunFailure::exitCode
        : ExitCode::number;
  }

  private static CommandSpec spec(Task task) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(task, new NoReflection());
    task.describe(spec);
    return withHelp(spec);
  }

  private static CommandSpec withHelp(CommandSpec spec) {
    return spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
  }

  private static CommandLine line(CommandSpec spec) {
    return new CommandLine(spec, new NoReflection());
  }

  private static CommandLine settle(CommandSpec top) {
    CommandLine settled = line(top);
    settled
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandSummaries::of);
    return settled
        .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setUsageHelpWidth(HELP_WIDTH)
        .setExpandAtFiles(false);
  }
}
