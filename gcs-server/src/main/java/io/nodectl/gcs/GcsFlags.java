package io.nodectl.gcs;

import io.nodectl.handshake.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The command line of gcs-server.
@Command(
    name = "gcs-server",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The control plane of a cluster: its nodes, their health, and the internal key-value store.",
      "Started by nodectl, it is told its token on standard input; run by hand, it takes it from"
          + " --token-file, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token."
    })
final class GcsFlags {

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
      description = "Without --port: try this port first, then any free one.")
  private int lastPort;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "By hand: the token that callers must have.")
  private @Nullable Path tokenFile;

  /// The ports to try.
  PortWish ports() {
    return new PortWish(host, port, lastPort);
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
