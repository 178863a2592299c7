package io.nodectl.node;

import java.nio.file.Path;
import java.util.Optional;

/// How a node proves itself to its cluster.
public sealed interface Auth {
  /// No token is asked for, and none is shown.
  record Disabled() implements Auth {}

  /// A token that was found.
  ///
  /// @param token the secret; never written to a file, a command line or a log by the node
  /// @param path the file it came from; empty if it came from the environment
  record Token(String token, Optional<Path> path) implements Auth {
    /// Never the secret.
    @Override
    public String toString() {
      return "Token[path=" + path + "]";
    }
  }

  /// The node makes a token of its own in its folder, or takes the one that it made before.
  record OwnToken() implements Auth {}
}
