package io.nodectl.runtimeenv;

import io.nodectl.program.PortNumber;
import io.nodectl.program.PortWish;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The command line of the agent.
@Command(
    name = "runtime-env-agent",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prepares runtime environments for the workers of one node, over HTTP.",
      "Started by nodectl, it is given its token on standard input; run by hand, it takes it from the"
          + " last option, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token, and"
          + " RAY_AUTH_MODE=disabled lets everybody in."
    })
final class AgentFlags {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--node-id",
      paramLabel = "HEX",
      description = "The node's id, for errors that travel to the user.")
  private @Nullable String nodeId;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "By hand: the cluster's token.")
  private @Nullable Path tokenFile;

  PortWish port() {
    return new PortWish(host, port);
  }

  /// How errors begin.
  String node() {
    return nodeId == null ? "runtime-env-agent" : "runtime-env-agent of node " + nodeId;
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }
}
