package io.nodectl.distribution;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// `2026-11-23T01:02:03.004Z INFO [main] GcsServer: message`, and below it the stack trace if
/// there is one.
final class LogLine extends LayoutBase<ILoggingEvent> {
  private static final int MILLISECONDS = 3;
  private static final int LEVEL_WIDTH = 5;
  private static final int UNPRINTABLE = '\ufffd';
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder().appendInstant(MILLISECONDS).toFormatter(Locale.ROOT);

  /// What others said may be a part of a message: it cannot begin a line of its own, nor tell a
  /// terminal what to do.
  private static String harmless(String message) {
    if (message.chars().noneMatch(Character::isISOControl)) {
      return message;
    }
    StringBuilder text = new StringBuilder();
    message
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                text.append("\n    ");
              } else {
                text.appendCodePoint(Character.isISOControl(c) && c != '\t' ? UNPRINTABLE : c);
              }
            });
    return text.toString();
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
    String level = event.getLevel().toString();
    line.append(' ').append(level).repeat(' ', Math.max(0, LEVEL_WIDTH - level.length()));
    String logger = event.getLoggerName();
    line.append(" [").append(event.getThreadName()).append("] ");
    line.append(logger, logger.lastIndexOf('.') + 1, logger.length());
    line.append(": ").append(harmless(event.getFormattedMessage())).append('\n');
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      line.append(ThrowableProxyUtil.asString(thrown));
    }
    return line.toString();
  }
}
