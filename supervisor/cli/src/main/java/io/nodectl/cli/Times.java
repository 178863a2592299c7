package io.nodectl.cli;

import io.nodectl.program.Flag;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;

/// Reads points and spans of time as people write them.
final class Times {
  private static final int MOST_DIGITS = 9;
  private static final String EXAMPLES = "such as 90s, 10m, 2h, 7d";

  private Times() {}

  /// A span: a number and one of `s`, `m`, `h`, `d` and `w`.
  ///
  /// @throws IllegalArgumentException if it is none
  static Duration span(String text) {
    return trySpan(text)
        .orElseThrow(
            () -> new IllegalArgumentException("'%s' is no span, %s".formatted(text, EXAMPLES)));
  }

  private static Optional<Duration> trySpan(String text) {
    int digits = text.length() - 1;
    boolean isNumber =
        digits > 0
            && digits <= MOST_DIGITS
            && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
    if (!isNumber) {
      return Optional.empty();
    }
    long number = Long.parseLong(text.substring(0, digits));
    return switch (text.charAt(digits)) {
      case 's' -> Optional.of(Duration.ofSeconds(number));
      case 'm' -> Optional.of(Duration.ofMinutes(number));
      case 'h' -> Optional.of(Duration.ofHours(number));
      case 'd' -> Optional.of(Duration.ofDays(number));
      case 'w' -> Optional.of(Duration.ofDays(7 * number));
      default -> Optional.empty();
    };
  }

  /// A point in time, or how long ago it was. Without a zone it is local time.
  ///
  /// @throws IllegalArgumentException if it is neither
  static Instant pointOrSpanAgo(String text, Instant now) {
    return trySpan(text)
        .map(now::minus)
        .or(() -> read(text, word -> OffsetDateTime.parse(word).toInstant()))
        .or(() -> read(text, word -> local(LocalDateTime.parse(word))))
        .or(() -> read(text, word -> local(LocalDate.parse(word).atStartOfDay())))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is neither a span, %s, nor a time such as 2026-11-23T05:00:00Z"
                        .formatted(text, EXAMPLES)));
  }

  /// The flag for what is younger than some time.
  static Flag<Instant> sinceFlag() {
    return Flag.of(
        "--since",
        Flag.Value.called("TIME"),
        text -> pointOrSpanAgo(text, Instant.now()),
        "Only what is younger: 90s, 10m, 2h, 1d, 1w, a time such as",
        "2026-11-23T05:00:00Z or, local, without Z.");
  }

  private static Optional<Instant> read(String text, Function<String, Instant> reader) {
    try {
      return Optional.of(reader.apply(text.replace(' ', 'T')));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant local(LocalDateTime time) {
    return time.atZone(ZoneId.systemDefault()).toInstant();
  }
}
