package io.nodectl.program;

import io.nodectl.handshake.Endpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where a Redis server listens.
public sealed interface RedisAddress {

  String PLAIN = "redis://";
  String ENCRYPTED = "rediss://";
  String SOCKET = "unix:";

  /// A port.
  ///
  /// @param encrypted whether it speaks TLS
  record Port(Endpoint at, boolean encrypted) implements RedisAddress {
    @Override
    public String toString() {
      return (encrypted ? ENCRYPTED : "") + at;
    }
  }

  /// A Unix socket.
  ///
  /// @param path an absolute path
  record Socket(Path path) implements RedisAddress {
    @Override
    public String toString() {
      return SOCKET + path;
    }
  }

  /// Reads `HOST:PORT`, `redis://HOST:PORT`, `rediss://HOST:PORT` (TLS) or `unix:/PATH`.
  ///
  /// @throws IllegalArgumentException with a message for the user, for anything else
  static RedisAddress parse(String text) {
    if (text.startsWith(SOCKET)) {
      return new Socket(path(text.substring(SOCKET.length())));
    }
    boolean encrypted = text.startsWith(ENCRYPTED);
    String at =
        encrypted
            ? text.substring(ENCRYPTED.length())
            : text.startsWith(PLAIN) ? text.substring(PLAIN.length()) : text;
    if (at.contains("@")) {
      // Whoever lists processes reads command lines. Hence the text is not shown again, either.
      throw new IllegalArgumentException(
          "an address has no user and password: name a file with them by --redis-auth-file");
    }
    return new Port(Endpoint.parse(at), encrypted);
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path;
      }
    } catch (InvalidPathException _) {
      // Told below.
    }
    throw new IllegalArgumentException(
        "'%s%s' is not unix: and an absolute path".formatted(SOCKET, text));
  }
}
