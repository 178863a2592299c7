package io.nodectl.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/// How long ago something was, as exactly as people want to know it.
final class Ages {
  private Ages() {}

  /// Such as `12 s`, `3 min`, `2 h` or `5 d`; empty if the text is no time.
  ///
  /// @param time as in ISO 8601, such as `2026-11-23T05:00:00.123Z`
  static String since(String time, Instant now) {
    try {
      return text(Duration.between(Instant.parse(time), now));
    } catch (DateTimeException noTime) {
      return "";
    }
  }

  /// A clock that was set back makes no negative ages.
  static String text(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + " d";
    }
    if (age.toHours() > 0) {
      return age.toHours() + " h";
    }
    return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
  }
}
