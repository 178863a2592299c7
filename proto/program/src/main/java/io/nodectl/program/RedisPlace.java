package io.nodectl.program;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which Redis server keeps the state of which cluster, and how it is talked to; no secret.
///
/// @param namespace tells clusters apart that are kept by one server
/// @param certificates for TLS
public record RedisPlace(RedisAddress address, String namespace, Certificates certificates) {

  static final String ADDRESS = "--redis-address";
  static final String NAMESPACE = "--redis-namespace";
  static final String CA = "--redis-ca-cert";
  static final String CERTIFICATE = "--redis-client-cert";
  static final String KEY = "--redis-client-key";

  private static final int LONGEST_NAMESPACE = 64;

  /// PEM files.
  ///
  /// @param ca who vouches for the server; empty for whom the JVM trusts
  /// @param own the client's own certificate, empty if the server asks for none
  /// @param key the key to it
  public record Certificates(Optional<Path> ca, Optional<Path> own, Optional<Path> key) {

    /// None but what the JVM has.
    public static final Certificates NONE =
        new Certificates(Optional.empty(), Optional.empty(), Optional.empty());

    /// @throws IllegalArgumentException if there is a certificate without its key or a key without
    ///     its certificate
    public Certificates {
      if (own.isPresent() != key.isPresent()) {
        throw new IllegalArgumentException(CERTIFICATE + " and " + KEY + " go together");
      }
    }

    boolean isEmpty() {
      return equals(NONE);
    }
  }

  /// @throws IllegalArgumentException if there are certificates for a connection without TLS
  public RedisPlace {
    boolean encrypted = address instanceof RedisAddress.Port(_, boolean tls) && tls;
    if (!encrypted && !certificates.isEmpty()) {
      throw new IllegalArgumentException(
          "certificates are for TLS: write the address as " + RedisAddress.ENCRYPTED + "HOST:PORT");
    }
  }

  /// @throws IllegalArgumentException with a message for the user, if it cannot be a namespace
  static String namespace(String text) {
    boolean plain = text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || ok(c)));
    if (text.isEmpty() || text.length() > LONGEST_NAMESPACE || !plain) {
      throw new IllegalArgumentException(
          "'%s' is not 1 to %d letters, digits, '.', '_' or '-'"
              .formatted(text, LONGEST_NAMESPACE));
    }
    return text;
  }

  /// What a program that is to use it is told, by flag name without dashes.
  public Map<String, String> asFlags() {
    Map<String, String> flags = new LinkedHashMap<>();
    flags.put(bare(ADDRESS), address.toString());
    flags.put(bare(NAMESPACE), namespace);
    certificates.ca().ifPresent(file -> flags.put(bare(CA), file.toString()));
    certificates.own().ifPresent(file -> flags.put(bare(CERTIFICATE), file.toString()));
    certificates.key().ifPresent(file -> flags.put(bare(KEY), file.toString()));
    return flags;
  }

  private static String bare(String flag) {
    return flag.substring("--".length());
  }

  private static boolean ok(int c) {
    return c == '.' || c == '_' || c == '-';
  }
}
