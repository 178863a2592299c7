package io.nodectl.gcs.storage;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// What a [ByteString] holds, for who only reads it: a value may be large, and most consist of one
/// array that is just the value, which need not be copied.
final class Bytes {

  private Bytes() {}

  /// Not to be changed.
  static byte[] of(ByteString string) {
    var look = new Look(string.size());
    try {
      UnsafeByteOperations.unsafeWriteTo(string, look);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] whole = look.whole;
    return whole == null ? string.toByteArray() : whole;
  }

  /// Is shown the parts of a string one by one.
  private static final class Look extends ByteOutput {
    private final int size;
    private byte @Nullable [] whole;

    Look(int size) {
      this.size = size;
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
      if (length == size && value.length == size) {
        whole = value;
      }
    }

    @Override
    public void write(byte value) {}

    @Override
    public void write(byte[] value, int offset, int length) {}

    @Override
    public void write(ByteBuffer value) {}

    @Override
    public void writeLazy(ByteBuffer value) {}
  }
}
