package io.nodectl.rpc;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Random bytes for ids and secrets, straight from the kernel (urandom(4)).
///
/// `SecureRandom` reads the same source, but first loads the security providers, which a cold start
/// pays for.
public final class RandomBytes {

  private RandomBytes() {}

  /// Draws that many.
  ///
  /// @throws UncheckedIOException if the kernel does not give them
  public static ByteString take(int count) {
    try (InputStream source = Files.newInputStream(Path.of("/dev/urandom"))) {
      return ByteString.copyFrom(source.readNBytes(count));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /dev/urandom, which random bytes come from", e);
    }
  }
}
