package io.nodectl.cli;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// Finds the time at the beginning of a log line, such as `2026-11-23T01:02:03.004Z`,
/// `[2026-11-23 01:02:03,004` or `2026-11-23 01:02:03`. Without a zone it is local time.
///
/// No formatter, because every line of a log comes by here.
final class LineTime {
  /// A line that does not begin with a time.
  static final long NONE = Long.MIN_VALUE;

  private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
  private static final int MILLIS_DIGITS = 3;
  private static final int MINUTE = 60;

  private final byte[] line;
  private final int length;
  private int at;

  private LineTime(byte[] line, int length) {
    this.line = line;
    this.length = length;
  }

  /// The time in ms since 1970; {@link #NONE} if there is none.
  static long of(byte[] line, int length) {
    return new LineTime(line, length).parse();
  }

  private long parse() {
    at = length > 0 && line[0] == '[' ? 1 : 0;
    int start = at;
    if (!hasShape()) {
      return NONE;
    }
    at = start + SHAPE.length();
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(start, 4),
              number(start + 5, 2),
              number(start + 8, 2),
              number(start + 11, 2),
              number(start + 14, 2),
              number(start + 17, 2));
      long millis = fraction();
      return time.toEpochSecond(zone(time)) * 1000 + millis;
    } catch (DateTimeException noSuchTime) {
      return NONE;
    }
  }

  private boolean hasShape() {
    if (length - at < SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      byte b = line[at + i];
      char wanted = SHAPE.charAt(i);
      boolean fits =
          switch (wanted) {
            case 'd' -> b >= '0' && b <= '9';
            case 'T' -> b == 'T' || b == ' ';
            default -> b == wanted;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private int number(int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = number * 10 + line[i] - '0';
    }
    return number;
  }

  private long fraction() {
    if (at >= length || (line[at] != '.' && line[at] != ',')) {
      return 0;
    }
    at++;
    long millis = 0;
    int digits = 0;
    for (; at < length && line[at] >= '0' && line[at] <= '9'; at++, digits++) {
      millis = digits < MILLIS_DIGITS ? millis * 10 + line[at] - '0' : millis;
    }
    for (; digits < MILLIS_DIGITS; digits++) {
      millis *= 10;
    }
    return millis;
  }

  private ZoneOffset zone(LocalDateTime time) {
    if (at < length && line[at] == 'Z') {
      return ZoneOffset.UTC;
    }
    boolean signed = at + 5 <= length && (line[at] == '+' || line[at] == '-');
    int colon = signed && line[at + 3] == ':' ? 1 : 0;
    if (signed && at + 5 + colon <= length && areDigits(at + 1) && areDigits(at + 3 + colon)) {
      int minutes = number(at + 1, 2) * MINUTE + number(at + 3 + colon, 2);
      return ZoneOffset.ofTotalSeconds((line[at] == '-' ? -minutes : minutes) * MINUTE);
    }
    return ZoneId.systemDefault().getRules().getOffset(time);
  }

  private boolean areDigits(int from) {
    return line[from] >= '0' && line[from] <= '9' && line[from + 1] >= '0' && line[from + 1] <= '9';
  }
}
