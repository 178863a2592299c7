package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.node.InvalidInput;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Ids as people see and type them: hex digits.
final class Ids {
  static final int SHORTEST_PREFIX = 8;

  private Ids() {}

  static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /// @param bytes how long such an id is
  /// @throws InvalidInput if it is none
  static ByteString read(String flag, String text, int bytes) {
    if (!text.matches("[0-9a-fA-F]{" + 2 * bytes + "}")) {
      throw new InvalidInput(
          "%s: '%s' is not an id of %d hex digits".formatted(flag, text, 2 * bytes));
    }
    return ByteString.copyFrom(HexFormat.of().parseHex(text.toLowerCase(Locale.ROOT)));
  }

  /// The ids by as many digits as tell all of them apart.
  static String shortened(String id, int length) {
    return id.substring(0, Math.min(length, id.length()));
  }

  /// How many digits tell all ids apart.
  static int prefixLength(List<String> ids) {
    int length = SHORTEST_PREFIX;
    while (hasLonger(ids, length) && !allDiffer(ids, length)) {
      length++;
    }
    return length;
  }

  private static boolean hasLonger(List<String> ids, int length) {
    return ids.stream().anyMatch(id -> id.length() > length);
  }

  private static boolean allDiffer(List<String> ids, int length) {
    Set<String> prefixes = new HashSet<>();
    return ids.stream().allMatch(id -> prefixes.add(shortened(id, length)));
  }
}
