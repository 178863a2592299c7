package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster a command is about, on this host or on another.
final class ClusterOptions {
  static final String AUTO = "auto";

  @Option(
      names = "--address",
      paramLabel = "HOST:PORT",
      description = {
        "The gcs-server of the cluster's head (default: auto, the only head that runs here,"
            + " else the head that the only node running here has joined)."
      })
  private String address = AUTO;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The cluster that this node of this host belongs to.")
  private @Nullable NodeName name;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "The cluster's token (default: that of the node on this host, else",
        "RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH, ~/.ray/auth_token)."
      })
  private @Nullable Path tokenFile;

  /// The address, if one was given.
  ///
  /// @throws InvalidInput if it is none, or a node was named as well
  Optional<Endpoint> address() {
    if (address.equals(AUTO)) {
      return Optional.empty();
    }
    if (name != null) {
      throw new InvalidInput("--address and --name both say which cluster: give one of them");
    }
    return Optional.of(Values.endpoint("--address", address));
  }

  Optional<NodeName> name() {
    return Optional.ofNullable(name);
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }
}
