package io.nodectl.rpc;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;

/// What Ray's 28-byte ids have in common.
///
/// Ray's C++ and Python programs abort when they read an id of another length (Ray 2.60), so
/// nothing of another length gets past here.
final class Id28 {

  /// Length of a `UniqueID` in Ray 2.60, in bytes.
  static final int LENGTH = 28;

  private static final byte NIL = (byte) 0xff;

  private Id28() {}

  static ByteString checked(ByteString bytes, String kind) {
    if (bytes.size() != LENGTH) {
      throw new IllegalArgumentException(
          "a %s has %d bytes, this has %d".formatted(kind, LENGTH, bytes.size()));
    }
    return bytes;
  }

  static ByteString fromHex(String hex, String kind) {
    try {
      return checked(ByteString.copyFrom(HexFormat.of().parseHex(hex)), kind);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a %s is %d hexadecimal digits, this is \"%s\"".formatted(kind, 2 * LENGTH, hex), e);
    }
  }

  static <T> Optional<T> ifWellFormed(ByteString bytes, Function<ByteString, T> constructor) {
    return bytes.size() == LENGTH ? Optional.of(constructor.apply(bytes)) : Optional.empty();
  }

  static boolean isNil(ByteString bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.byteAt(i) != NIL) {
        return false;
      }
    }
    return true;
  }

  static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
