package io.nodectl.node;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.RandomBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /// The token as its file has it now.
  static Auth.Token reread(Path file) throws ProblemException {
    try {
      // Latin 1 takes every byte, so that what is no token is told as such.
      String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      return new Auth.Token(checked(token, file), Optional.of(file));
    } catch (IOException e) {
      throw ProblemException.of("read the token " + file, e);
    }
  }

  private static Auth own(Path file) throws ProblemException {
    if (Files.notExists(file)) {
      byte[] secret = RandomBytes.take(BYTES).toByteArray();
      WholeFile.write(file, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
    }
    return reread(file);
  }

  /// A token travels in headers and records: printable ASCII without blanks (RFC 6750, 2.1).
  private static String checked(String token, Path file) throws ProblemException {
    String wrong = token.isEmpty() ? "is empty" : "holds other characters than printable ASCII";
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
      throw ProblemException.of(
          ExitCode.REFUSED,
          "the token file %s %s. Remove the file, and the next start makes a new token; or write the cluster's token into it"
              .formatted(file, wrong));
    }
    return token;
  }
}
