package io.nodectl.program;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.Home;
import io.nodectl.rpc.Tls;
import io.nodectl.rpc.TokenSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a program finds around itself.
///
/// @param home where the user's own token may lie
public record Surroundings(Map<String, String> environment, Path home) {

  /// Those of this process.
  public static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv(), Home.of(System.getenv()));
  }

  /// Whether and how connections are encrypted.
  ///
  /// @throws CannotStart if the environment asks for encryption and does not say how
  public Tls tls() throws CannotStart {
    try {
      return Tls.fromEnvironment(environment);
    } catch (Tls.Misconfigured e) {
      throw new CannotStart(ExitCode.USAGE, e.getMessage());
    }
  }

  /// How calls authenticate when no parent says so.
  ///
  /// @param tokenFile the file named on the command line, if one was
  /// @throws CannotStart as {@link #token}
  public Access access(Optional<Path> tokenFile) throws CannotStart {
    return token(tokenFile).map(Access::by).orElseGet(Access::open);
  }

  /// The cluster's token when no parent tells it; empty if the cluster has none.
  ///
  /// @param tokenFile the file named on the command line, if one was
  /// @throws CannotStart if there is no usable token, and nobody said that none is wanted
  public Optional<AuthToken> token(Optional<Path> tokenFile) throws CannotStart {
    return switch (TokenSource.find(tokenFile, environment, home)) {
      case TokenSource.Found(var token, _) -> Optional.of(token);
      case TokenSource.Disabled() -> Optional.empty();
      case TokenSource.Unusable(String message) -> throw new CannotStart(ExitCode.USAGE, message);
      case TokenSource.Missing() ->
          throw new CannotStart(
              ExitCode.USAGE,
              "the token of the cluster is not known. Name its file by --token-file or"
                  + " RAY_AUTH_TOKEN_PATH, or set RAY_AUTH_MODE=disabled if the cluster has none:"
                  + " everybody is let in then.");
    };
  }
}
