package io.nodectl.gcs;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.Tls;
import io.nodectl.rpc.TokenSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What this program finds around itself.
///
/// @param home where the user's own token may lie
record Surroundings(Map<String, String> environment, Path home) {

  static Surroundings ofThisProcess() {
    return new Surroundings(System.getenv(), Path.of(System.getProperty("user.home", "/")));
  }

  Tls tls() throws CannotStart {
    try {
      return Tls.fromEnvironment(environment);
    } catch (Tls.Misconfigured e) {
      throw new CannotStart(ExitCode.USAGE, e.getMessage());
    }
  }

  /// Whom to let in when no parent says so.
  ///
  /// @param tokenFile the file named on the command line, if one was
  Access access(Optional<Path> tokenFile) throws CannotStart {
    return switch (TokenSource.find(tokenFile, environment, home)) {
      case TokenSource.Found(var token, _) -> Access.by(token);
      case TokenSource.Disabled() -> Access.open();
      case TokenSource.Unusable(String message) -> throw new CannotStart(ExitCode.USAGE, message);
      case TokenSource.Missing() ->
          throw new CannotStart(
              ExitCode.USAGE,
              "there is no token to ask callers for. Name its file by --token-file or"
                  + " RAY_AUTH_TOKEN_PATH, or set RAY_AUTH_MODE=disabled to let everybody in.");
    };
  }
}
