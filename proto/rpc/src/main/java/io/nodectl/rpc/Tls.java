package io.nodectl.rpc;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.InsecureServerCredentials;
import io.grpc.ServerCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Whether connections are encrypted, and with which certificates.
public sealed interface Tls {

  /// Plain text.
  record Off() implements Tls {}

  /// Encrypted; mutual if there is an authority. The files may be replaced while a program runs:
  /// each new connection uses what they hold when it begins.
  ///
  /// @param certificate own certificate chain, PEM
  /// @param key its private key, PEM: PKCS #8, or PKCS #1 for RSA
  /// @param authority who signs the certificates of peers, PEM; without one a server takes any
  ///     client, and a client trusts the JDK's authorities
  record On(Path certificate, Path key, Optional<Path> authority) implements Tls {}

  /// The environment asks for TLS but does not say how, in words for a person.
  final class Misconfigured extends Exception {
    private static final long serialVersionUID = 1L;

    private Misconfigured(String message) {
      super(message);
    }

    /// What is wrong and what to do, for a person.
    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /// Plain text.
  static Tls off() {
    return new Off();
  }

  /// Whether Ray's variable `RAY_USE_TLS` asks for encryption.
  static boolean isWanted(Map<String, String> environment) {
    String use = environment.getOrDefault("RAY_USE_TLS", "");
    return use.equals("1") || use.equalsIgnoreCase("true");
  }

  /// Reads Ray's variables: `RAY_USE_TLS` (1 or true), `RAY_TLS_SERVER_CERT`, `RAY_TLS_SERVER_KEY`,
  /// `RAY_TLS_CA_CERT`.
  ///
  /// @throws Misconfigured if TLS is asked for and a file is not named or cannot be used
  static Tls fromEnvironment(Map<String, String> environment) throws Misconfigured {
    if (!isWanted(environment)) {
      return off();
    }
    Optional<Path> authority = file(environment, "RAY_TLS_CA_CERT");
    On on =
        new On(
            required(environment, "RAY_TLS_SERVER_CERT"),
            required(environment, "RAY_TLS_SERVER_KEY"),
            authority);
    Optional<String> problem = TlsFiles.problem(on);
    if (problem.isPresent()) {
      throw new Misconfigured(
          "RAY_USE_TLS is on, but its files cannot be used: %s. Correct them, or unset RAY_USE_TLS."
              .formatted(problem.get()));
    }
    return on;
  }

  /// What a server shows and demands.
  default ServerCredentials serverCredentials() {
    return switch (this) {
      case Off() -> InsecureServerCredentials.create();
      case On on -> TlsFiles.server(on);
    };
  }

  /// What a channel shows and trusts.
  default ChannelCredentials channelCredentials() {
    return switch (this) {
      case Off() -> InsecureChannelCredentials.create();
      case On on -> TlsFiles.channel(on);
    };
  }

  private static Path required(Map<String, String> environment, String variable)
      throws Misconfigured {
    return file(environment, variable)
        .orElseThrow(
            () ->
                new Misconfigured(
                    "RAY_USE_TLS is on, but %s is not set. Set it to a PEM file, or unset RAY_USE_TLS."
                        .formatted(variable)));
  }

  private static Optional<Path> file(Map<String, String> environment, String variable)
      throws Misconfigured {
    String name = environment.getOrDefault(variable, "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(name);
    if (!Files.isReadable(path)) {
      throw new Misconfigured(
          "%s names %s, which cannot be read. Correct the path or its permissions."
              .formatted(variable, path));
    }
    return Optional.of(path);
  }
}
