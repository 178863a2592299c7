package io.nodectl.raylet.workers;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// By which workers prove who they are; for all threads. Each is good for one incarnation, and for
/// nothing but questions to its raylet.
final class Credentials {
  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Bearer> bearers = new ConcurrentHashMap<>();

  /// Who has a credential.
  record Bearer(WorkerId id, int incarnation) {}

  String issue(Bearer bearer) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String credential = HexFormat.of().formatHex(bytes);
    bearers.put(credential, bearer);
    return credential;
  }

  void revoke(String credential) {
    bearers.remove(credential);
  }

  Optional<Bearer> bearerOf(String credential) {
    return Optional.ofNullable(bearers.get(credential));
  }
}
