package io.nodectl.handshake;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The lines of one record.
final class RecordText {
  private static final int MAX_VERSION = 999_999;

  private RecordText() {}

  /// The number in a first line `NODECTL/N KIND`.
  ///
  /// @param end where the line ends, its LF not counted
  static int version(byte[] record, int end) throws MalformedRecord {
    String line = Utf8.decode(record, 0, end);
    int blank = line.indexOf(' ');
    String digits = blank < 0 ? "" : line.substring(Records.MAGIC.length(), blank);
    long version = Decimals.parse(digits, MAX_VERSION);
    if (version < Records.VERSION) {
      throw new MalformedRecord("a first line that is not NODECTL/VERSION KIND");
    }
    return (int) version;
  }

  /// A whole record of our version.
  ///
  /// @param end where its last line ends, its LF counted, the empty line not
  static RawRecord parse(byte[] record, int end) throws MalformedRecord {
    String text = Utf8.decode(record, 0, end);
    String kind = text.substring(text.indexOf(' ') + 1, text.indexOf('\n'));
    if (!Names.isKind(kind)) {
      throw new MalformedRecord("a kind that is not capital letters, digits and -");
    }
    return new RawRecord(Records.VERSION, kind, fields(text, text.indexOf('\n') + 1));
  }

  private static SequencedMap<String, String> fields(String text, int from) throws MalformedRecord {
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    for (int at = from; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at, end);
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals);
      if (!Names.isKey(key)) {
        throw new MalformedRecord("a line that is not key=value");
      }
      if (fields.put(key, Escapes.decode(line.substring(equals + 1))) != null) {
        throw new MalformedRecord(key + "= twice");
      }
      at = end + 1;
    }
    return fields;
  }
}
