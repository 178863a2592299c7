package io.nodectl.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/// A point in time as people give one: how long ago, or when.
sealed interface Since {
  /// The time that is meant, seen from that moment.
  Instant from(Instant now);

  /// That long ago.
  record Ago(Duration duration) implements Since {
    @Override
    public Instant from(Instant now) {
      return now.minus(duration);
    }
  }

  /// At that time.
  record At(Instant time) implements Since {
    @Override
    public Instant from(Instant now) {
      return time;
    }
  }

  /// Reads `90s`, `10m`, `2h`, `1d` or a time such as `2026-11-23T05:00:00Z`.
  static Since read(String text) {
    Optional<Since> since = ago(text).or(() -> at(text));
    return since.orElseThrow(
        () ->
            new TypeConversionException(
                "'%s' is neither a time ago, such as 90s, 10m, 2h or 1d, nor a time, such as 2026-11-23T05:00:00Z"
                    .formatted(text)));
  }

  private static Optional<Since> ago(String text) {
    int digits = text.length() - 1;
    boolean number =
        digits > 0 && digits < 10 && text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    long count = Long.parseLong(text.substring(0, digits));
    return switch (text.charAt(digits)) {
      case 's' -> Optional.of(new Ago(Duration.ofSeconds(count)));
      case 'm' -> Optional.of(new Ago(Duration.ofMinutes(count)));
      case 'h' -> Optional.of(new Ago(Duration.ofHours(count)));
      case 'd' -> Optional.of(new Ago(Duration.ofDays(count)));
      default -> Optional.empty();
    };
  }

  private static Optional<Since> at(String text) {
    try {
      return Optional.of(new At(OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }
}
