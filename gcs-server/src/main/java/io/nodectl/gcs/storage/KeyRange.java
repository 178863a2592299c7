package io.nodectl.gcs.storage;

import com.google.protobuf.ByteString;
import java.util.Optional;

/// The keys that begin with a prefix, as a range of keys ordered as unsigned bytes.
final class KeyRange {

  private static final byte HIGHEST = (byte) 0xff;

  private KeyRange() {}

  /// The first key after all that begin with the prefix; empty if there is none, since the prefix
  /// is empty or nothing but highest bytes.
  static Optional<ByteString> end(ByteString prefix) {
    int length = prefix.size();
    while (length > 0 && prefix.byteAt(length - 1) == HIGHEST) {
      length--;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] end = prefix.substring(0, length).toByteArray();
    end[length - 1]++;
    return Optional.of(ByteString.copyFrom(end));
  }
}
