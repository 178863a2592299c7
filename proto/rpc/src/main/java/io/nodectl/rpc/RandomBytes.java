package io.nodectl.rpc;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Random bytes for ids, straight from the kernel.
///
/// `SecureRandom` reads the same source, but first loads the security providers, which a cold start
/// pays for.
final class RandomBytes {

  private RandomBytes() {}

  static ByteString take(int count) {
    try (InputStream source = Files.newInputStream(Path.of("/dev/urandom"))) {
      return ByteString.copyFrom(source.readNBytes(count));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read /dev/urandom, which ids are drawn from", e);
    }
  }
}
