package io.nodectl.raylet.workers;

import com.google.protobuf.ByteString;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The id of a worker, which it keeps when it is launched again.
///
/// @param hex 28 bytes as 56 lower-case hexadecimal digits, as Ray's worker ids
record WorkerId(String hex) {
  private static final int LENGTH = 28;
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{56}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /// How many digits tell workers apart on a node, where people read them.
  private static final int SHORT = 12;

  WorkerId {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "a worker id is %d hexadecimal digits, this is \"%s\"".formatted(2 * LENGTH, hex));
    }
  }

  static WorkerId random() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new WorkerId(HexFormat.of().formatHex(bytes));
  }

  static WorkerId of(ByteString bytes) {
    return new WorkerId(HexFormat.of().formatHex(bytes.toByteArray()));
  }

  ByteString bytes() {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /// Its beginning.
  String shortened() {
    return hex.substring(0, SHORT);
  }

  @Override
  public String toString() {
    return hex;
  }
}
