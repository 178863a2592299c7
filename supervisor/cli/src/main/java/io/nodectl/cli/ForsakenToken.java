package io.nodectl.cli;

import io.nodectl.node.Auth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The token that a head made when nobody gave it one. It is left when somebody does: Ray itself
/// writes one to `~/.ray/auth_token` as soon as a driver starts a local cluster.
final class ForsakenToken {
  private ForsakenToken() {}

  /// What to say if the nodes of the cluster still have the token that the head made.
  ///
  /// @param auth what the head goes by now
  /// @param own the file of the token that it made; need not be there
  static Optional<String> note(Auth auth, Path own) {
    if (!(auth instanceof Auth.Token(String now, Optional<Path> from))) {
      return Optional.empty();
    }
    return read(own)
        .filter(before -> !before.equals(now))
        .map(
            _ ->
                "note: this head goes by the token of %s, no longer by the one that it made (%s): nodes and tools that have that one are refused. To keep it, say --token-file %s"
                    .formatted(from.map(Path::toString).orElse("RAY_AUTH_TOKEN"), own, own));
  }

  private static Optional<String> read(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
    } catch (IOException _) {
      // It is a matter of a hint only.
      return Optional.empty();
    }
  }
}
