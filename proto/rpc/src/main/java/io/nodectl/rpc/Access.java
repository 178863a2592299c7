package io.nodectl.rpc;

import java.util.Map;
import java.util.Optional;

/// How calls authenticate, a program's own and those to it: by the cluster's token, or not at all.
///
/// @param token empty if authentication is off
public record Access(Optional<AuthToken> token) {

  /// Authentication is off.
  public static Access open() {
    return new Access(Optional.empty());
  }

  /// Every call carries this token.
  public static Access by(AuthToken token) {
    return new Access(Optional.of(token));
  }

  /// What a parent says of it when it configures its child: `auth.mode` is `token`, and then
  /// `auth.token` has it, or `disabled`. Empty if it says nothing of it.
  ///
  /// @throws IllegalArgumentException if the mode is another one, or the token is missing or
  ///     unusable
  public static Optional<Access> fromConfig(Map<String, String> config) {
    String mode = config.getOrDefault("auth.mode", "");
    return switch (mode) {
      case "" -> Optional.empty();
      case "disabled" -> Optional.of(open());
      case "token" -> Optional.of(by(AuthToken.of(config.getOrDefault("auth.token", ""))));
      default ->
          throw new IllegalArgumentException(
              "auth.mode is \"%s\", not token or disabled".formatted(mode));
    };
  }

  /// From now on the guard lets in whoever authenticates this way.
  public void admitBy(Guard guard) {
    token.ifPresentOrElse(guard::demand, guard::letAllIn);
  }

  /// These options for a channel whose calls authenticate this way.
  public ChannelOptions on(ChannelOptions options) {
    return token.map(options::with).orElse(options);
  }
}
