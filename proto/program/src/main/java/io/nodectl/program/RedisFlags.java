package io.nodectl.program;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The flags that name a Redis server as the place of a cluster's state.
public final class RedisFlags {

  /// Names a file with a password.
  public static final String AUTH_FILE = "--redis-auth-file";

  private static final String USUAL_NAMESPACE = "default";

  private final Flag<RedisAddress> address =
      Flag.of(
          RedisPlace.ADDRESS,
          Flag.Value.called("ADDRESS"),
          RedisAddress::parse,
          "Keep the cluster's state in the Redis server there: HOST:PORT,",
          "rediss://HOST:PORT (TLS) or unix:/PATH.");

  private final Flag<String> namespace =
      Flag.of(
          RedisPlace.NAMESPACE,
          Flag.Value.called("NAME"),
          RedisPlace::namespace,
          "Which of the clusters that the Redis server keeps (default: default).");

  private final Flag<Path> authFile =
      Flag.file(
          AUTH_FILE,
          "Has USER:PASSWORD for Redis, or the password alone (default:",
          "REDIS_USERNAME and REDIS_PASSWORD in the environment).");

  private final Flag<Path> ca = Flag.file(RedisPlace.CA, "Who vouches for the Redis server (PEM).");

  private final Flag<Path> certificate =
      Flag.file(RedisPlace.CERTIFICATE, "The certificate to show to the Redis server (PEM).");

  private final Flag<Path> key = Flag.file(RedisPlace.KEY, "The key to that certificate (PEM).");

  /// All of them.
  public List<Flag<?>> flags() {
    return List.of(address, namespace, authFile, ca, certificate, key);
  }

  /// The server and the cluster; empty if none is named.
  ///
  /// @throws IllegalArgumentException if the flags do not go together; with a message for the user
  public Optional<RedisPlace> place() {
    if (!address.isGiven()) {
      flags().stream()
          .filter(Flag::isOnCommandLine)
          .findFirst()
          .ifPresent(
              flag -> {
                throw new IllegalArgumentException(
                    flag.name() + " goes with " + RedisPlace.ADDRESS);
              });
    }
    return address
        .value()
        .map(at -> new RedisPlace(at, namespace.value().orElse(USUAL_NAMESPACE), certificates()));
  }

  /// The file with the password, if one is named.
  public Optional<Path> authFile() {
    return authFile.value().map(Path::toAbsolutePath);
  }

  /// How the program proves itself there.
  ///
  /// @throws IllegalArgumentException as [RedisLogin#find]
  public RedisLogin login(Map<String, String> environment) {
    return RedisLogin.find(authFile.value(), environment);
  }

  private RedisPlace.Certificates certificates() {
    return new RedisPlace.Certificates(
        ca.value().map(Path::toAbsolutePath),
        certificate.value().map(Path::toAbsolutePath),
        key.value().map(Path::toAbsolutePath));
  }
}
