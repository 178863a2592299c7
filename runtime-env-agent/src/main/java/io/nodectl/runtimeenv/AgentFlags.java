package io.nodectl.runtimeenv;

import io.nodectl.program.Flag;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The command line of the agent.
final class AgentFlags {
  static final String PROGRAM = "runtime-env-agent";

  private final Flag<String> host = PortFlags.host();
  private final Flag<Integer> port =
      PortFlags.port("--port", "0 takes any free port (default: 0).");
  private final Flag<String> nodeId =
      Flag.of(
          "--node-id",
          Flag.Value.called("HEX"),
          "The node's id, for errors that travel to the user.");
  private final Flag<Path> tokenFile = Flag.file("--token-file", "By hand: the cluster's token.");

  Usage usage() {
    return new Usage(
        PROGRAM,
        List.of(
            "Prepares runtime environments for the workers of one node, over HTTP.",
            "Started by nodectl, it is given its token on standard input; run by hand, it takes it"
                + " from the last option, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or"
                + " ~/.ray/auth_token, and RAY_AUTH_MODE=disabled lets everybody in."),
        List.of(host, port, nodeId, tokenFile));
  }

  PortWish port() {
    return PortFlags.wish(host, port);
  }

  /// How errors begin.
  String node() {
    return nodeId.value().map(id -> PROGRAM + " of node " + id).orElse(PROGRAM);
  }

  Optional<Path> tokenFile() {
    return tokenFile.value();
  }
}
