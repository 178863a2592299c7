package io.nodectl.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How a program proves itself to a Redis server. Never shown, and never on a command line.
///
/// @param user empty for Redis's own `default`
/// @param password empty if the server asks for none
public record RedisLogin(Optional<String> user, Optional<String> password) {

  private static final String USER_KEY = "redis.user";
  private static final String PASSWORD_KEY = "redis.password";

  /// The names that Ray's operator for Kubernetes gives to these two.
  private static final String USER_VARIABLE = "REDIS_USERNAME";

  private static final String PASSWORD_VARIABLE = "REDIS_PASSWORD";

  /// For a server that asks for nothing.
  public static final RedisLogin NONE = new RedisLogin(Optional.empty(), Optional.empty());

  /// What a file holds, else the environment: `REDIS_USERNAME` and `REDIS_PASSWORD`; a variable
  /// that is empty counts as absent.
  ///
  /// @param file one line, `USER:PASSWORD`, or the password alone if it has no colon
  /// @throws IllegalArgumentException if the file is of no use; with a message for the user
  public static RedisLogin find(Optional<Path> file, Map<String, String> environment) {
    return file.map(RedisLogin::read)
        .orElseGet(
            () ->
                new RedisLogin(
                    present(environment, USER_VARIABLE), present(environment, PASSWORD_VARIABLE)));
  }

  /// What a parent says of it when it configures its child.
  public static RedisLogin fromConfig(Map<String, String> config) {
    return new RedisLogin(present(config, USER_KEY), present(config, PASSWORD_KEY));
  }

  /// The fields that tell it to a child.
  public Map<String, String> toConfig() {
    Map<String, String> fields = new HashMap<>();
    user.ifPresent(text -> fields.put(USER_KEY, text));
    password.ifPresent(text -> fields.put(PASSWORD_KEY, text));
    return fields;
  }

  /// Never the password.
  @Override
  public String toString() {
    return "RedisLogin[user=%s, password=%s]"
        .formatted(user.orElse("default"), password.isPresent() ? "given" : "none");
  }

  private static RedisLogin read(Path file) {
    String line;
    try {
      line = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the file %s with the password of Redis cannot be read (%s)".formatted(file, e), e);
    }
    if (line.isEmpty() || line.contains("\n")) {
      throw new IllegalArgumentException(
          "the file %s must hold one line: USER:PASSWORD, or a password without a colon"
              .formatted(file));
    }
    int colon = line.indexOf(':');
    return colon < 0
        ? new RedisLogin(Optional.empty(), Optional.of(line))
        : new RedisLogin(
            Optional.of(line.substring(0, colon)).filter(user -> !user.isEmpty()),
            Optional.of(line.substring(colon + 1)));
  }

  private static Optional<String> present(Map<String, String> from, String key) {
    return Optional.ofNullable(from.get(key)).filter(text -> !text.isEmpty());
  }
}
