package io.nodectl.runtimeenv;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  @SuppressWarnings("AddressSelection") // of a name with several addresses the first is listened on
  InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /// How errors begin.
  String node() {
    return nodeId == null ? "runtime-env-agent" : "runtime-env-agent of node " + nodeId;
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }

  /// Reads 0 to 65535.
  static final class PortNumber implements ITypeConverter<Integer> {
    private static final int MAX = 65535;

    @Override
    public Integer convert(String text) {
      try {
        int port = Integer.parseUnsignedInt(text);
        if (port >= 0 && port <= MAX) {
          return port;
        }
      } catch (NumberFormatException notANumber) {
        throw new TypeConversionException(refusal(text));
      }
      throw new TypeConversionException(refusal(text));
    }

    private static String refusal(String text) {
      return "\"" + text + "\" is not a port (0 to 65535)";
    }
  }
}
