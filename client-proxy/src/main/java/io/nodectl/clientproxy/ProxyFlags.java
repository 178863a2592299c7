package io.nodectl.clientproxy;

import io.nodectl.handshake.Endpoint;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The command line of the client proxy.
@Command(
    name = "client-proxy",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The Ray Client server: what ray.init(\"ray://HOST:PORT\") connects to.",
      "Started by nodectl, it is told of its peers on standard input; run by hand, it takes them"
          + " from the last three options."
    })
final class ProxyFlags {

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "This port or none; 0 takes any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--last-port",
      paramLabel = "PORT",
      converter = PortNumber.class,
      description = "Without --port: this port if it is free, else any.")
  private int lastPort;

  @Option(
      names = "--gcs-address",
      paramLabel = "HOST:PORT",
      description = "By hand: the gcs-server.")
  private @Nullable Endpoint gcsAddress;

  @Option(
      names = "--runtime-env-agent-address",
      paramLabel = "HOST:PORT|none",
      description = "By hand: the runtime env agent.")
  private @Nullable AgentPeer agentAddress;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "By hand: the cluster's token, unless RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH has it.")
  private @Nullable Path tokenFile;

  /// Where to listen, to be tried in this order.
  List<InetSocketAddress> addresses() {
    return (port > 0 ? Stream.of(port) : Stream.of(lastPort, 0).distinct())
        .map(number -> new InetSocketAddress(host, number))
        .toList();
  }

  /// A gcs named on the command line is never restarted, as far as this program will hear.
  Optional<GcsPeer> gcs() {
    return Optional.ofNullable(gcsAddress).map(at -> new GcsPeer(at, 1));
  }

  Optional<AgentPeer> agent() {
    return Optional.ofNullable(agentAddress);
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }

  /// Reads 0 to 65535.
  static final class PortNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > Endpoint.MAX_PORT) {
        throw new TypeConversionException("\"" + text + "\" is not a port (0 to 65535)");
      }
      return Integer.valueOf(text);
    }
  }
}
