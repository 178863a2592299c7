package io.nodectl.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/// Turns a wish about authentication into a token that is there.
final class Tokens {
  ///  32 random bytes, as many as Ray 2.60 generates.
  private static final int BYTES = 32;

  private Tokens() {}

  /// The same wish with a token in place: the node's own is read, or made and kept for the next
  /// start.
  static Auth settle(Auth auth, NodeFolder node) throws ProblemException {
    return switch (auth) {
      case Auth.Disabled disabled -> disabled;
      case Auth.Token token -> token;
      case Auth.OwnToken() -> own(node.tokenFile());
    };
  }

  private static Auth own(Path file) throws ProblemException {
    try {
      if (!Files.exists(file)) {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        WholeFile.write(file, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
      }
      return new Auth.Token(Files.readString(file).strip(), Optional.of(file));
    } catch (IOException e) {
      throw ProblemException.of("read the token " + file, e);
    }
  }
}
