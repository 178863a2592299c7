package io.nodectl.cli;

import io.nodectl.program.NoReflection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// `nodectl` without a command.
final class Overview {
  private Overview() {}

  /// A command that has neither commands nor help yet.
  static CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(null, new NoReflection()).name("nodectl");
    spec.usageMessage()
        .description("Brings up, shows and takes down nodes of a Ray-style cluster on this host.")
        .synopsisSubcommandLabel("COMMAND")
        .sortOptions(false)
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    return spec;
  }

  /// What stands below the list of commands.
  static String[] footer() {
    List<String> lines = new ArrayList<>();
    lines.add("%nEnvironment:");
    lines.add("  NODECTL_ROOT         where nodes live: settings, logs, sockets");
    lines.add("                       (default: /var/lib/nodectl for root, else");
    lines.add("                       $XDG_STATE_HOME/nodectl or ~/.local/state/nodectl)");
    lines.add(
        "  NODECTL_CONFIG       settings for start, as TOML (default: nodectl.toml in the root)");
    lines.add("  NODECTL_START_...    a setting for start, such as NODECTL_START_PORT for --port");
    lines.add("  RAY_AUTH_MODE        token (default) or disabled");
    lines.add("  RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH");
    lines.add("                       the cluster's token, or the file that holds it");
    lines.add("%nExit codes:");
    lines.addAll(ExitCodeTable.lines());
    lines.add("%nFirst steps:");
    lines.add("  nodectl start --head");
    lines.add("  nodectl status");
    lines.add("  nodectl stop");
    return lines.toArray(String[]::new);
  }
}
