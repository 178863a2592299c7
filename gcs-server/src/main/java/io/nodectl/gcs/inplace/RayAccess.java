package io.nodectl.gcs.inplace;

import io.nodectl.handshake.ExitCode;
import io.nodectl.program.CannotStart;
import io.nodectl.program.Surroundings;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.TokenSource;
import java.nio.file.Path;
import java.util.Optional;

/// Who is let in, by Ray's rule: who has the token if there is one, or if RAY_AUTH_MODE asks for
/// it; else everybody.
public final class RayAccess {

  private RayAccess() {}

  /// Looks for the token where Ray does; never makes one.
  ///
  /// @param tokenFile the file named on the command line, if one was
  /// @throws CannotStart if a token is asked for and there is none, or it is of no use
  public static Access in(Surroundings surroundings, Optional<Path> tokenFile) throws CannotStart {
    boolean demanded = surroundings.environment().getOrDefault("RAY_AUTH_MODE", "").equals("token");
    return switch (TokenSource.find(tokenFile, surroundings.environment(), surroundings.home())) {
      case TokenSource.Found(var token, _) -> Access.by(token);
      case TokenSource.Disabled _ -> Access.open();
      case TokenSource.Missing _ when !demanded -> Access.open();
      case TokenSource.Missing _ ->
          throw new CannotStart(
              ExitCode.USAGE,
              "RAY_AUTH_MODE=token, and there is no token: set RAY_AUTH_TOKEN or"
                  + " RAY_AUTH_TOKEN_PATH, or write it to ~/.ray/auth_token");
      case TokenSource.Unusable(String message) -> throw new CannotStart(ExitCode.USAGE, message);
    };
  }
}
