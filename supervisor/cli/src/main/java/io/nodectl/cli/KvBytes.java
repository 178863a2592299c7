package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.node.InvalidInput;
import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/// Keys and values of the internal key-value store, which are bytes, as people see and type them.
final class KvBytes {
  private KvBytes() {}

  /// Whether it can be shown as it is: UTF-8 without control characters but for ends of lines and
  /// tabs.
  static boolean isText(ByteString bytes) {
    return bytes.isValidUtf8()
        && bytes
            .toStringUtf8()
            .chars()
            .allMatch(c -> !Character.isISOControl(c) || c == '\n' || c == '\t');
  }

  static String base64(ByteString bytes) {
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /// What was typed as Base64.
  ///
  /// @throws InvalidInput if it is none
  static ByteString fromBase64(String text) {
    try {
      return ByteString.copyFrom(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("'%s' is no Base64: %s".formatted(text, e.getMessage()));
    }
  }

  /// Adds it under that name if it is text, else as Base64 under that name with `_base64`.
  static void put(ObjectNode json, String name, ByteString bytes) {
    if (isText(bytes)) {
      json.put(name, bytes.toStringUtf8());
    } else {
      json.put(name + "_base64", base64(bytes));
    }
  }

  /// For a table or a message: text, else Base64 that is marked as such.
  static String shown(ByteString bytes) {
    return isText(bytes)
        ? bytes.toStringUtf8().replace("\n", "\\n").replace("\t", "\\t")
        : "base64:" + base64(bytes);
  }
}
