package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import io.nodectl.program.Flag;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// Which cluster a command is about, on this host or on another.
final class ClusterOptions {
  private static final String AUTO = "auto";

  private final Flag<String> address =
      Flag.of(
          "--address",
          Flag.Value.called("HOST:PORT"),
          "The gcs-server of the cluster's head (default: auto, the only head",
          "that runs here, else the one that the only node running here joined).");

  private final Flag<NodeName> name =
      Flag.of(
          "--name",
          Flag.Value.called("NAME"),
          Values::nodeName,
          "The cluster that this node of this host belongs to.");

  private final Flag<Path> tokenFile =
      Flag.of(
          "--token-file",
          Flag.Value.called("FILE"),
          Values::path,
          "The cluster's token (default: that of the node on this host, else",
          "RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH, ~/.ray/auth_token).");

  void addTo(CommandSpec spec) {
    address.addTo(spec);
    name.addTo(spec);
    tokenFile.addTo(spec);
  }

  /// The address, if one was given.
  ///
  /// @throws InvalidInput if it is none, or a node was named as well
  Optional<Endpoint> address() {
    Optional<String> given = address.value().filter(text -> !text.equals(AUTO));
    if (given.isPresent() && name.isGiven()) {
      throw new InvalidInput("--address and --name both say which cluster: give one of them");
    }
    return given.map(text -> Values.endpoint(address.name(), text));
  }

  Optional<NodeName> name() {
    return name.value();
  }

  Optional<Path> tokenFile() {
    return tokenFile.value();
  }
}
