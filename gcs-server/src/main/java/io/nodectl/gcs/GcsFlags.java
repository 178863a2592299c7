package io.nodectl.gcs;

import io.nodectl.gcs.cluster.RayRelease;
import io.nodectl.gcs.cluster.RaySettings;
import io.nodectl.gcs.python.PythonWish;
import io.nodectl.gcs.redis.RedisStore;
import io.nodectl.gcs.storage.MemoryStorage;
import io.nodectl.gcs.storage.SqliteFile;
import io.nodectl.gcs.storage.Storage;
import io.nodectl.handshake.ExitCode;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Flag;
import io.nodectl.program.PortFlags;
import io.nodectl.program.PortWish;
import io.nodectl.program.RedisFlags;
import io.nodectl.program.RedisLogin;
import io.nodectl.program.RedisPlace;
import io.nodectl.program.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The command line of gcs-server.
final class GcsFlags {

  private final PortFlags port = new PortFlags();
  private final Flag<Path> tokenFile =
      Flag.file("--token-file", "By hand: the token that callers must have.");

  private final Flag<Path> dataDir =
      Flag.of(
          "--data-dir",
          Flag.Value.called("DIR"),
          Path::of,
          "Keep the cluster's state there (default: in memory, so it ends with the process). With"
              + " --redis-address: only who this gcs-server is.");

  private final Flag<PythonWish> python =
      Flag.of(
          "--ray-python",
          Flag.Value.called("X.Y.Z|INTERPRETER"),
          PythonWish::read,
          "The Python that Ray's programs of this cluster have, which they compare to the last"
              + " digit (default: that of the ray in the PATH, else python3).");

  private final Flag<Path> rayTempDir =
      Flag.of(
          "--ray-temp-dir",
          Flag.Value.called("DIR"),
          GcsFlags::absolute,
          "Where Ray's programs on the head's host make their session folders (default:"
              + " /tmp/ray).");

  private final Flag<Path> restore =
      Flag.file(
          "--restore",
          "Put this backup in the place of what is kept, and end. What is in the folder of"
              + " --data-dir is moved aside; a Redis namespace must be empty.");

  private final RedisFlags redis = new RedisFlags();

  private final Flag<Integer> metricsPort =
      PortFlags.port(
          "--metrics-port",
          "Serve what is measured of calls and of the store to Prometheus, on 127.0.0.1; 0 takes"
              + " any free port (default: no metrics).");

  private final Flag<Boolean> ephemeral =
      Flag.of("--ephemeral", "Keep the cluster's state in memory: it ends with the process.");

  Usage usage() {
    var flags = new ArrayList<>(port.flags());
    flags.addAll(List.of(dataDir, ephemeral, restore));
    flags.addAll(redis.flags());
    flags.add(tokenFile);
    flags.add(python);
    flags.add(rayTempDir);
    flags.add(metricsPort);
    return new Usage(
        "gcs-server",
        List.of(
            "The control plane of a cluster: its nodes, their health, and the internal key-value"
                + " store. Ray's programs of release "
                + RayRelease.VERSION
                + " work with it, and refuse to if they are of another one.",
            "Started by nodectl, it is told its token on standard input; run by hand, it takes it"
                + " from --token-file, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH or ~/.ray/auth_token.",
            "Called with the flags of Ray's own gcs_server (--session-dir, --config_list and so"
                + " on), it does as that one does, and the flags below may stand beside."),
        flags);
  }

  PortWish port() {
    return port.wish();
  }

  /// Where metrics are served; empty if nowhere.
  Optional<Integer> metricsPort() {
    return metricsPort.value();
  }

  Optional<Path> tokenFile() {
    return tokenFile.value();
  }

  /// The backup that is to be restored, if that is all that is to be done.
  Optional<Path> restore() {
    return restore.value();
  }

  boolean isRedis() throws CannotStart {
    return place().isPresent();
  }

  Optional<Path> dataDir() {
    return dataDir.value();
  }

  /// Which Python Ray's programs are to have.
  PythonWish python() {
    return python.value().orElseGet(PythonWish.Found::new);
  }

  /// What is said of the cluster for Ray's programs.
  RaySettings ray() {
    RaySettings usual = RaySettings.usual();
    return new RaySettings(
        rayTempDir.value().orElse(usual.tempDir()),
        usual.sessionName(),
        usual.autoscaler(),
        usual.systemConfig());
  }

  private static Path absolute(String text) {
    Path path = Path.of(text);
    if (!path.isAbsolute() || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("'%s' is no absolute path".formatted(text));
    }
    return path.normalize();
  }

  /// How a gcs-server that is run by hand proves itself to Redis.
  ///
  /// @throws CannotStart if a file with a password is of no use
  RedisLogin redisLogin(Map<String, String> environment) throws CannotStart {
    try {
      return redis.login(environment);
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitCode.USAGE, e.getMessage() + ".");
    }
  }

  private Optional<RedisPlace> place() throws CannotStart {
    try {
      return redis.place();
    } catch (IllegalArgumentException e) {
      throw new CannotStart(ExitCode.USAGE, e.getMessage() + ".");
    }
  }

  /// What keeps the cluster's state.
  ///
  /// @throws CannotStart if the flags contradict each other
  /// @param login how we prove ourselves to Redis, once it is known
  Storage.Opener storage(CompletableFuture<RedisLogin> login) throws CannotStart {
    Optional<RedisPlace> place = place();
    if (ephemeral.isGiven() && place.isPresent()) {
      throw new CannotStart(
          ExitCode.USAGE, "--ephemeral keeps nothing and --redis-address does: give one of them.");
    }
    if (place.isPresent()) {
      return new RedisStore(place.get(), login, dataDir.value(), RedisStore.Timing.usual());
    }
    if (ephemeral.isGiven() && dataDir.isGiven()) {
      throw new CannotStart(
          ExitCode.USAGE, "--ephemeral keeps nothing and --data-dir does: give one of them.");
    }
    return dataDir.value().<Storage.Opener>map(SqliteFile::new).orElse(MemoryStorage::new);
  }
}
