package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Auth;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Role;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.TokenSource;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Decides how a node that is to be started proves itself.
final class AuthChoice {
  private final TokenChoice tokens;
  private final ClusterChoice clusters;

  AuthChoice(Outside outside) {
    this.tokens = new TokenChoice(outside);
    this.clusters = new ClusterChoice(outside);
  }

  /// A worker of a head of this root does as that head does, whatever the environment says, unless
  /// a file is named: else it could only be refused.
  Auth choose(Role role, Optional<Path> tokenFile) throws ProblemException, InterruptedException {
    return switch (role) {
      case Role.Head _ -> auth(tokens.ofUser(tokenFile)).orElseGet(Auth.OwnToken::new);
      case Role.Worker(Endpoint head) -> {
        Optional<ObjectNode> local =
            tokenFile.isPresent() ? Optional.empty() : clusters.headAt(head);
        TokenSource.Outcome outcome =
            local.isPresent() ? tokens.ofNode(local.get()) : tokens.ofUser(tokenFile);
        yield auth(outcome).orElseThrow(() -> missing(head));
      }
    };
  }

  private static Optional<Auth> auth(TokenSource.Outcome outcome) {
    return switch (outcome) {
      case TokenSource.Found(AuthToken token, Optional<Path> file) ->
          Optional.of(new Auth.Token(token.value(), file.map(Path::toAbsolutePath)));
      case TokenSource.Disabled() -> Optional.of(new Auth.Disabled());
      case TokenSource.Missing(), TokenSource.Unusable(String _) -> Optional.empty();
    };
  }

  private static ProblemException missing(Endpoint head) {
    return Words.problem(
        ExitCode.USAGE,
        "there is no token for the cluster at %s. 'nodectl status' on the head's host shows the path of its token: copy that file here and name it with --token-file or RAY_AUTH_TOKEN_PATH. If the cluster asks for none, set RAY_AUTH_MODE=disabled."
            .formatted(head));
  }
}
