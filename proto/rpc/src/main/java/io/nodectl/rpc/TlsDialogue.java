package io.nodectl.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question to a server that speaks TLS: a greeting that knows no cipher, which it has to
/// refuse. Whoever does that lives, and it costs both sides next to nothing; a whole conversation
/// would take 4 MB of a JVM that speaks no TLS otherwise.
final class TlsDialogue implements Dialogue {
  private static final byte[] NOTHING = {};

  // Records of RFC 8446, section 5.1.
  private static final int ALERT = 21;
  private static final int HANDSHAKE = 22;

  /// A ClientHello of TLS 1.2 (RFC 5246, 7.4.1.2), up to its 32 random bytes, and after them: no
  /// session, no cipher but the word that there is none (RFC 5746), no compression.
  private static final byte[] BEFORE = {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3};

  private static final byte[] AFTER = {0, 0, 2, 0, (byte) 0xff, 1, 0};
  private static final int RANDOM = 32;

  private boolean isAsked;
  private @Nullable Health answer;

  @Override
  public byte[] question() {
    isAsked = true;
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(BEFORE);
    // Nothing is kept secret with them.
    hello.writeBytes(new byte[RANDOM]);
    hello.writeBytes(AFTER);
    return hello.toByteArray();
  }

  @Override
  public byte[] hear(byte[] bytes, int count) throws IOException {
    if (answer == null && bytes[0] != ALERT && bytes[0] != HANDSHAKE) {
      throw new IOException("not TLS");
    }
    answer = Health.SERVING;
    return NOTHING;
  }

  @Override
  public Optional<Health> answer() {
    return Optional.ofNullable(answer);
  }

  /// A server hangs up on whom it has refused.
  @Override
  public boolean takesMore() {
    return !isAsked;
  }
}
