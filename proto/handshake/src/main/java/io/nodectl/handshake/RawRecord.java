package io.nodectl.handshake;

import java.util.SequencedMap;

/// A record by its form, before its kind is understood.
///
/// @param version the number after `NODECTL/`; when it is not ours, kind and fields are empty
/// @param kind capital letters, or {@link #DECIMAL}
/// @param fields values decoded
record RawRecord(int version, String kind, SequencedMap<String, String> fields) {
  /// Stands for a bare decimal; in small letters it cannot meet a kind on the wire. Its one field
  /// is `port`.
  static final String DECIMAL = "decimal";

  static final String PORT = "port";

  String required(String key) throws MalformedRecord {
    String value = fields.get(key);
    if (value == null) {
      throw new MalformedRecord(kind + " without " + key + "=");
    }
    return value;
  }

  long number(String key, long min, long max) throws MalformedRecord {
    String text = required(key);
    long value = Decimals.parse(text, max);
    if (value < min) {
      throw new MalformedRecord(key + "=" + text + " is not a number in " + min + ".." + max);
    }
    return value;
  }
}
