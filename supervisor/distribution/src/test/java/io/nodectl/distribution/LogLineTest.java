package io.nodectl.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {
  @Test
  void a_line_has_utc_time_level_thread_short_logger_and_message() {
    assertEquals(
        "2026-11-23T01:02:03.040Z INFO  [main] GcsServer: serves 2 nodes\n",
        new LogLine().doLayout(event("2026-11-23T01:02:03.040Z", null)));
  }

  @Test
  void times_are_of_equal_length() {
    assertTrue(
        new LogLine()
            .doLayout(event("2026-11-23T01:02:03Z", null))
            .startsWith("2026-11-23T01:02:03.000Z "));
  }

  @Test
  void a_stack_trace_follows_its_line() {
    String text =
        new LogLine().doLayout(event("2026-11-23T01:02:03Z", new IllegalStateException("broken")));

    assertTrue(text.contains("serves 2 nodes\njava.lang.IllegalStateException: broken"), text);
    assertTrue(text.endsWith("\n"), text);
  }

  @Test
  void what_others_said_begins_no_line_and_moves_no_cursor() {
    LoggingEvent event =
        event("2026-11-23T01:02:03Z", null, "said {}", "a\n2026 ERROR b\0\u001b[2Jc\td");
    assertTrue(
        new LogLine().doLayout(event).endsWith("said a\n    2026 ERROR b\ufffd\ufffd[2Jc\td\n"));
  }

  private static LoggingEvent event(String time, @Nullable Throwable thrown) {
    return event(time, thrown, "serves {} nodes", 2);
  }

  private static LoggingEvent event(
      String time, @Nullable Throwable thrown, String message, Object argument) {
    LoggingEvent event =
        new LoggingEvent(
            LogLineTest.class.getName(),
            new LoggerContext().getLogger("io.nodectl.gcs.GcsServer"),
            Level.INFO,
            message,
            thrown,
            new Object[] {argument});
    event.setInstant(Instant.parse(time));
    event.setThreadName("main");
    return event;
  }
}
