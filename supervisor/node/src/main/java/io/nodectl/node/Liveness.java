package io.nodectl.node;

/// How a component that was ready once shows that it is not dead-locked.
///
/// It is asked whether it still does anything at all, not whether it can serve: who waits for a
/// peer says so, and lives.
///
/// @param port name of the port to ask on; a component without it is not asked
/// @param question what to ask there
/// @param rhythm how often, and how patiently
public record Liveness(String port, Question question, ProbeRhythm rhythm) {
  /// What is asked.
  public sealed interface Question {}

  /// The standard gRPC health check, to be answered SERVING.
  ///
  /// @param service the service to ask for, at most 100 characters; empty asks for the server as a
  ///     whole
  public record GrpcHealth(String service) implements Question {
    private static final int LONGEST_NAME = 100;

    public GrpcHealth {
      if (service.length() > LONGEST_NAME) {
        throw new InvalidInput(
            "the service name '%s' is longer than %d characters".formatted(service, LONGEST_NAME));
      }
    }
  }

  /// A `GET` of HTTP/1.1, to be answered with anything but a server error: what guards its requests
  /// with a token answers 401, and lives.
  ///
  /// @param path begins with a slash
  public record HttpGet(String path) implements Question {
    public HttpGet {
      if (!path.startsWith("/") || path.chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw new InvalidInput(
            "the liveness path '%s' must begin with '/' and have no spaces".formatted(path));
      }
    }
  }
}
