package io.nodectl.raylet;

import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.Guard;
import java.util.Map;
import java.util.Optional;

/// How calls authenticate, ours and those to us: by the cluster's token, or not at all.
record Access(Optional<AuthToken> token) {

  /// What a CONFIG record says of it; empty if it says nothing.
  ///
  /// @throws IllegalArgumentException if the mode is unknown, or its token is missing or unusable
  static Optional<Access> from(Map<String, String> config) {
    String mode = config.getOrDefault("auth.mode", "");
    return switch (mode) {
      case "" -> Optional.empty();
      case "disabled" -> Optional.of(new Access(Optional.empty()));
      case "token" ->
          Optional.of(new Access(Optional.of(AuthToken.of(config.getOrDefault("auth.token", "")))));
      default ->
          throw new IllegalArgumentException(
              "auth.mode is \"" + mode + "\", not token or disabled");
    };
  }

  void letInBy(Guard guard) {
    token.ifPresentOrElse(guard::demand, guard::letAllIn);
  }
}
