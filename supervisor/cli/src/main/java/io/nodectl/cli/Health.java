package io.nodectl.cli;

import io.nodectl.messages.raylet.HealthCheck;
import picocli.CommandLine.TypeConversionException;

/// Reads how a program is asked whether it serves.
final class Health {
  private static final String GET = "GET:";
  private static final String LISTEN = "LISTEN";

  private Health() {}

  /// Reads `GET:/path`, or `/path`, which means the same, or `listen`.
  ///
  /// @throws TypeConversionException if it is none
  static HealthCheck read(String text) {
    if (text.equalsIgnoreCase(LISTEN)) {
      return HealthCheck.newBuilder().setRequest(LISTEN).build();
    }
    String path = text.startsWith(GET) ? text.substring(GET.length()) : text;
    if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new TypeConversionException(
          "'%s' is no health check such as GET:/health or listen".formatted(text));
    }
    return HealthCheck.newBuilder().setRequest(GET + path).build();
  }
}
