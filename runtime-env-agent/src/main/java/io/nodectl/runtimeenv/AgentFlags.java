package io.nodectl.runtimeenv;

import io.nodectl.handshake.Endpoint;
import io.nodectl.program.Flag;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.Surroundings;
import io.nodectl.program.Usage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The command line of the agent.
final class AgentFlags {
  static final String PROGRAM = "runtime-env-agent";

  /// Ray 2.60's default, for each field.
  private static final double USUAL_CACHE_GB = 10;

  private final Flag<String> host = PortFlags.host();
  private final Flag<Integer> port =
      PortFlags.port("--port", "0 takes any free port (default: 0).");
  private final Flag<String> nodeId =
      Flag.of(
          "--node-id",
          Flag.Value.called("HEX"),
          "The node's id, for errors that travel to the user.");
  private final Flag<Path> folder =
      Flag.of(
          "--environments-dir",
          Flag.Value.called("DIR"),
          AgentFlags::absolute,
          "Where what is built for environments is kept (default: nodectl/runtime-envs in"
              + " XDG_CACHE_HOME or ~/.cache).");
  private final Flag<Path> logs =
      Flag.of(
          "--log-dir",
          Flag.Value.called("DIR"),
          AgentFlags::absolute,
          "Write a log of the making of each environment there (default: none is written).");
  private final Flag<Double> cacheGb =
      Flag.of(
          "--cache-size-gb",
          Flag.Value.called("GB"),
          AgentFlags::size,
          "How much of what nobody uses is kept, for each field of an environment, in GiB; "
              + "RAY_RUNTIME_ENV_PIP_CACHE_SIZE_GB and so on say it for one (default: 10).");
  private final Flag<String> python =
      Flag.of(
          "--python",
          Flag.Value.called("PROGRAM"),
          "The interpreter that environments build upon (default: python3).");
  private final Flag<List<Path>> plugins =
      Flag.of(
          "--plugins",
          Flag.Value.called("JAR[:JAR]"),
          text -> Stream.of(text.split(":", -1)).map(AgentFlags::absolute).toList(),
          "Jars with plug-ins for further fields.");
  private final Flag<Endpoint> gcs =
      Flag.of(
          "--gcs-address",
          Flag.Value.called("HOST:PORT"),
          Endpoint::parse,
          "By hand: the gcs-server, where packages come from.");
  private final Flag<Path> tokenFile = Flag.file("--token-file", "By hand: the cluster's token.");

  Usage usage() {
    return new Usage(
        PROGRAM,
        List.of(
            "Prepares runtime environments for the workers of one node, over HTTP.",
            "Started by nodectl, it is given its token on standard input; run by hand, it takes it"
                + " from the last option, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or"
                + " ~/.ray/auth_token, and RAY_AUTH_MODE=disabled lets everybody in."),
        List.of(host, port, nodeId, folder, logs, cacheGb, python, plugins, gcs, tokenFile));
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

  Optional<Endpoint> gcs() {
    return gcs.value();
  }

  List<Path> plugins() {
    return plugins.value().orElse(List.of());
  }

  double cacheGb() {
    return cacheGb.value().orElse(USUAL_CACHE_GB);
  }

  /// Where what is built is kept.
  Path folder(Surroundings around) {
    return folder
        .value()
        .orElseGet(
            () -> {
              String cache = around.environment().getOrDefault("XDG_CACHE_HOME", "");
              Path base = cache.startsWith("/") ? Path.of(cache) : around.home().resolve(".cache");
              return base.resolve("nodectl/runtime-envs");
            });
  }

  Site site(Surroundings around) {
    return new Site(python.value().orElse("python3"), around.environment(), logs.value());
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("'%s' is no absolute path".formatted(text));
    }
    return path.normalize();
  }

  private static double size(String text) {
    double gb;
    try {
      gb = Double.parseDouble(text);
    } catch (NumberFormatException _) {
      gb = Double.NaN;
    }
    if (!(gb >= 0 && gb < 1e9)) {
      throw new IllegalArgumentException("'%s' is no size in GiB, such as 2.5".formatted(text));
    }
    return gb;
  }
}
