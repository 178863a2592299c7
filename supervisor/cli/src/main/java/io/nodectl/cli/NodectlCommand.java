package io.nodectl.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/// `nodectl` without a command.
@Command(
    name = "nodectl",
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Brings up, shows and takes down nodes of a Ray-style cluster on this host.",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n")
final class NodectlCommand {
  /// What stands below the list of commands.
  static List<String> footer() {
    List<String> lines = new ArrayList<>();
    lines.add("%nEnvironment:");
    lines.add("  NODECTL_ROOT         where nodes live: settings, logs, sockets");
    lines.add("                       (default: /var/lib/nodectl for root, else");
    lines.add("                       $XDG_STATE_HOME/nodectl or ~/.local/state/nodectl)");
    lines.add("  RAY_AUTH_MODE        token (default) or disabled");
    lines.add("  RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH");
    lines.add("                       the cluster's token, or the file that holds it");
    lines.add("%nExit codes:");
    lines.addAll(ExitCodeTable.lines());
    lines.add("%nFirst steps:");
    lines.add("  nodectl start --head");
    lines.add("  nodectl status");
    lines.add("  nodectl stop");
    return lines;
  }
}
