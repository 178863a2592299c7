package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T05:00:00Z");

  @ParameterizedTest
  @CsvSource({"90s, PT90S", "10m, PT10M", "2h, PT2H", "7d, P7D", "1w, P7D", "0s, PT0S"})
  void spans_are_a_number_and_a_letter(String text, Duration span) {
    assertEquals(span, Times.span(text));
    assertEquals(NOW.minus(span), Times.pointOrSpanAgo(text, NOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d", "7", "7 d", "-1h", "1x", "1h30m", "99999999999d"})
  void what_is_no_span_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Times.span(text));
  }

  @Test
  void points_have_a_zone_or_are_local() {
    assertEquals(NOW, Times.pointOrSpanAgo("2026-11-23T05:00:00Z", Instant.EPOCH));
    assertEquals(NOW, Times.pointOrSpanAgo("2026-11-23T06:00:00+01:00", Instant.EPOCH));
    Instant local =
        LocalDateTime.parse("2026-11-23T05:00:00").atZone(ZoneId.systemDefault()).toInstant();
    assertEquals(local, Times.pointOrSpanAgo("2026-11-23 05:00:00", NOW));
    assertThrows(IllegalArgumentException.class, () -> Times.pointOrSpanAgo("yesterday", NOW));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-23T05:00:00.123Z INFO x | 123",
        "2026-11-23T05:00:00Z | 0",
        "[2026-11-23 06:00:00,5+01:00 I 1 | 500",
        "2026-11-23T05:00:00.123456789+0000 | 123",
      })
  void a_line_begins_with_its_time(String line, long millis) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertEquals(NOW.toEpochMilli() + millis, LineTime.of(bytes, bytes.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[", "no time", "2026-11-23", "2026-13-45T99:00:00Z", "x2026-11-23T05:00:00Z"})
  void a_line_without_a_time_has_none(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    assertEquals(LineTime.NONE, LineTime.of(bytes, bytes.length));
  }
}
