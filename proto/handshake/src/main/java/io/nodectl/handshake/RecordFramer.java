package io.nodectl.handshake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Cuts a stream of bytes into records, one byte at a time, in at most {@link Records#MAX_BYTES} of
/// memory.
///
/// The first byte of a record decides its form: a digit begins a bare decimal, ended by LF (`echo
/// 41233`) or NUL (`lldb-server --pipe`); anything else must be `NODECTL/`.
final class RecordFramer {
  private static final int MAX_DIGITS = 5;

  private final byte[] record = new byte[Records.MAX_BYTES];
  private int length;
  private boolean hasHeader;
  private boolean finished;

  /// Takes one byte.
  ///
  /// @return the record that it completes, or null; a record of a later version counts as complete
  ///     after its first line, because only that is known of its form
  /// @throws MalformedRecord if what came so far is not the beginning of a record
  @Nullable RawRecord accept(byte b) throws MalformedRecord {
    if (finished) {
      finished = false;
      length = 0;
      hasHeader = false;
    }
    record[length++] = b;
    return Names.isDigit(record[0]) ? decimal(b) : line(b);
  }

  /// True between two records.
  boolean isEmpty() {
    return length == 0 || finished;
  }

  /// How the current or last record begins, and what follows it in `rest`, up to `max` bytes.
  byte[] firstBytes(int max, byte[] rest, int from, int to) {
    int ours = Math.min(length, max);
    int more = Math.min(to - from, max - ours);
    byte[] first = Arrays.copyOf(record, ours + more);
    System.arraycopy(rest, from, first, ours, more);
    return first;
  }

  private @Nullable RawRecord decimal(byte b) throws MalformedRecord {
    if (b != '\n' && b != 0) {
      if (!Names.isDigit(b)) {
        throw new MalformedRecord("a bare port is decimal digits and a line end or NUL");
      }
      if (length > MAX_DIGITS) {
        throw new MalformedRecord("a bare port has at most " + MAX_DIGITS + " digits");
      }
      return null;
    }
    SequencedMap<String, String> fields = new LinkedHashMap<>();
    fields.put(RawRecord.PORT, Utf8.decode(record, 0, length - 1));
    finished = true;
    return new RawRecord(Records.VERSION, RawRecord.DECIMAL, fields);
  }

  private @Nullable RawRecord line(byte b) throws MalformedRecord {
    requireMagic(b);
    if (b == '\r' || b == 0) {
      throw new MalformedRecord("a CR or NUL byte, which is written %0D or %00");
    }
    if (b == '\n' && !hasHeader) {
      return header();
    }
    if (b == '\n' && record[length - 2] == '\n') {
      finished = true;
      return RecordText.parse(record, length - 1);
    }
    if (length == Records.MAX_BYTES) {
      throw new MalformedRecord("no end of record within " + Records.MAX_BYTES + " bytes");
    }
    return null;
  }

  private void requireMagic(byte b) throws MalformedRecord {
    if (length == 1 && b == '\n') {
      throw new MalformedRecord("an empty line where a record should begin");
    }
    if (length <= Records.MAGIC.length() && b != Records.MAGIC.charAt(length - 1)) {
      throw new MalformedRecord("neither a " + Records.MAGIC + " record nor a bare port number");
    }
  }

  private @Nullable RawRecord header() throws MalformedRecord {
    hasHeader = true;
    int version = RecordText.version(record, length - 1);
    if (version == Records.VERSION) {
      return null;
    }
    finished = true;
    return new RawRecord(version, "", new LinkedHashMap<>());
  }
}
