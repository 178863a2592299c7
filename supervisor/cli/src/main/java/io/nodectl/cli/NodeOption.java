package io.nodectl.cli;

import io.nodectl.node.NodeName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which node of this host a command is about.
final class NodeOption {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Which node (default: the only one that runs, else the only one there is).")
  private @Nullable NodeName name;

  Optional<NodeName> name() {
    return Optional.ofNullable(name);
  }
}
