package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.TokenSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Finds the token for a cluster.
final class TokenChoice {
  private final Map<String, String> environment;
  private final Path home;

  TokenChoice(Outside outside) {
    this.environment = outside.environment();
    this.home = outside.home();
  }

  /// What the user says: with a flag, in the environment, or in the home folder.
  ///
  /// @throws ProblemException if the first place that says something is of no use
  TokenSource.Outcome ofUser(Optional<Path> tokenFile) throws ProblemException {
    return usable(TokenSource.find(tokenFile.map(Path::toAbsolutePath), environment, home));
  }

  /// What a node of this host uses.
  ///
  /// @param status its status object
  TokenSource.Outcome ofNode(JsonNode status) throws ProblemException {
    JsonNode auth = status.path("auth");
    if (auth.path("mode").asString("").equals("disabled")) {
      return new TokenSource.Disabled();
    }
    String path = auth.path("token_path").asString("");
    return path.isEmpty()
        // It was given its token in the environment, so perhaps we are, too.
        ? ofUser(Optional.empty())
        : usable(TokenSource.find(Optional.of(Path.of(path)), Map.of(), home));
  }

  /// What a call to the cluster carries.
  static Optional<AuthToken> forCalls(TokenSource.Outcome outcome) {
    return outcome instanceof TokenSource.Found(AuthToken token, Optional<Path> _)
        ? Optional.of(token)
        : Optional.empty();
  }

  private static TokenSource.Outcome usable(TokenSource.Outcome outcome) throws ProblemException {
    if (outcome instanceof TokenSource.Unusable(String message)) {
      throw Words.problem(ExitCode.USAGE, message);
    }
    return outcome;
  }
}
