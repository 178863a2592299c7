package io.nodectl.cli;

import io.nodectl.node.NodeName;
import io.nodectl.program.Flag;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// Which node of this host a command is about.
final class NodeOption {
  private final Flag<NodeName> name =
      Flag.of(
          "--name",
          Flag.Value.called("NAME"),
          Values::nodeName,
          "Which node (default: the only one that runs, or that there is).");

  void addTo(CommandSpec spec) {
    name.addTo(spec);
  }

  Optional<NodeName> name() {
    return name.value();
  }
}
