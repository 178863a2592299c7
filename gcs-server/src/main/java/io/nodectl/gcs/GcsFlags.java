package io.nodectl.gcs;

import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private final PortFlags port = new PortFlags();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "By hand: the token that callers must have.")
  private @Nullable Path tokenFile;

  PortWish port() {
    return port.wish();
  }

  Optional<Path> tokenFile() {
    return Optional.ofNullable(tokenFile);
  }
}
