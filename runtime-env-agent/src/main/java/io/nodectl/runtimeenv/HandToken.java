package io.nodectl.runtimeenv;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Sets the access of an agent that was run by hand, in the order in which Ray's tools look for a
/// token: option, RAY_AUTH_TOKEN, RAY_AUTH_TOKEN_PATH, `~/.ray/auth_token`.
final class HandToken {
  private HandToken() {}

  /// @throws CannotStart if there is no token and nobody said that none is wanted
  static void apply(Optional<Path> option, Map<String, String> environment, Access access)
      throws CannotStart {
    if (environment.getOrDefault("RAY_AUTH_MODE", "").equals("disabled")) {
      access.allowEverybody();
      return;
    }
    String token = find(option, environment);
    if (token.isEmpty()) {
      throw new CannotStart(
          ExitCode.USAGE,
          "no token. Give --token-file or RAY_AUTH_TOKEN, or let everybody in with"
              + " RAY_AUTH_MODE=disabled.");
    }
    access.require(token);
  }

  private static String find(Optional<Path> option, Map<String, String> environment)
      throws CannotStart {
    String direct = environment.getOrDefault("RAY_AUTH_TOKEN", "");
    String path = environment.getOrDefault("RAY_AUTH_TOKEN_PATH", "");
    if (option.isPresent()) {
      return read(option.get());
    }
    if (!direct.isEmpty()) {
      return direct.strip();
    }
    if (!path.isEmpty()) {
      return read(Path.of(path));
    }
    Path ofRay = Path.of(environment.getOrDefault("HOME", "/"), ".ray", "auth_token");
    return Files.exists(ofRay) ? read(ofRay) : "";
  }

  private static String read(Path file) throws CannotStart {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new CannotStart(
          ExitCode.USAGE, "the token file cannot be read: " + e + ". Name another one.");
    }
  }
}
