package io.nodectl.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A name for a sequence of files and texts, made of what is in them.
final class ContentHash {
  /// 64 bits: enough that two builds of one checkout never meet, short enough to read.
  private static final int BYTES = 8;

  private final MessageDigest digest;

  ContentHash() {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void file(Path file) throws IOException {
    text(file.getFileName().toString());
    bytes(Files.readAllBytes(file));
  }

  void text(String text) {
    bytes(text.getBytes(UTF_8));
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  /// Each part is told apart from the next by its length.
  private void bytes(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }
}
