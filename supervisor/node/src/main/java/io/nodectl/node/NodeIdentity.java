package io.nodectl.node;

import java.nio.file.Path;
import java.util.Optional;

/// What does not change about a node while its supervisor lives.
///
/// @param spec what was asked for; its token is settled
/// @param session where its logs are
/// @param address the port by which others find the cluster; empty if the plan has none
record NodeIdentity(NodeSpec spec, Session session, Optional<PortRef> address) {
  /// The file that holds the token; empty if there is no token or it came from the environment.
  Optional<Path> tokenPath() {
    return spec.auth() instanceof Auth.Token(_, Optional<Path> path) ? path : Optional.empty();
  }
}
