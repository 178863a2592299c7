package io.nodectl.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Records as bytes.
///
/// A record is UTF-8 text: `NODECTL/1 KIND`, lines `key=value`, an empty line. In values LF, CR,
/// NUL and `%` are written `%0A`, `%0D`, `%00` and `%25`.
public final class Records {
  /// The major version of the protocol that is spoken here.
  public static final int VERSION = 1;

  /// The longest record in bytes, its empty line included. Below Linux's PIPE_BUF of 4096
  /// (pipe(7)), so that one write is never torn and never mixed with another writer's.
  public static final int MAX_BYTES = 3840;

  static final String MAGIC = "NODECTL/";

  private Records() {}

  /// The bytes of a report, to be written with one `write`.
  ///
  /// @throws IllegalArgumentException if they are more than {@link #MAX_BYTES}, or a key of the
  ///     details is none
  public static byte[] encode(Report report) {
    return encode(report.kind(), report.fields());
  }

  /// The bytes of an order.
  ///
  /// @throws IllegalArgumentException if they are more than {@link #MAX_BYTES}, or a key is none
  public static byte[] encode(Order order) {
    return encode(order.kind(), order.fields());
  }

  private static byte[] encode(String kind, Map<String, String> fields) {
    StringBuilder text = new StringBuilder(128);
    text.append(MAGIC).append(VERSION).append(' ').append(kind).append('\n');
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (!Names.isKey(field.getKey())) {
        throw new IllegalArgumentException("\"" + field.getKey() + "\" cannot be a key");
      }
      text.append(field.getKey()).append('=').append(Escapes.encode(field.getValue())).append('\n');
    }
    byte[] bytes = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          kind + " record of " + bytes.length + " bytes, at most " + MAX_BYTES + " are allowed");
    }
    return bytes;
  }
}
