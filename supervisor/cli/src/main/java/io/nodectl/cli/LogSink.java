package io.nodectl.cli;

import io.nodectl.node.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Prints lines of logs, many in one write.
final class LogSink implements Predicate<LogLine> {
  private static final int BLOCK = 64 * 1024;
  private static final int MILLISECONDS = 3;

  private final PrintStream out;
  private final Style style;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(BLOCK);

  /// How a line looks.
  interface Style {
    void write(LogLine line, ByteArrayOutputStream to);
  }

  LogSink(PrintStream out, Style style) {
    this.out = out;
    this.style = style;
  }

  /// Byte for byte.
  static Style asIs() {
    return (line, to) -> {
      to.writeBytes(line.bytes());
      if (line.ended()) {
        to.write('\n');
      }
    };
  }

  /// Behind the name of who wrote it.
  ///
  /// @param width room for the longest name
  static Style named(int width) {
    return (line, to) -> {
      String name = line.component() + " ".repeat(width - line.component().length()) + " | ";
      to.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      to.writeBytes(line.bytes());
      to.write('\n');
    };
  }

  /// An object for each line; bytes that are not UTF-8 are shown as U+FFFD.
  static Style json() {
    DateTimeFormatter time =
        new DateTimeFormatterBuilder().appendInstant(MILLISECONDS).toFormatter(Locale.ROOT);
    return (line, to) -> {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      if (line.millis() != LineTime.NONE) {
        object.put("time", time.format(Instant.ofEpochMilli(line.millis())));
      }
      object.put("component", line.component());
      object.put("line", new String(line.bytes(), StandardCharsets.UTF_8));
      to.writeBytes((JsonText.compact(object) + "\n").getBytes(StandardCharsets.UTF_8));
    };
  }

  /// Takes a line.
  ///
  /// @return false if nobody reads the output any more
  @Override
  public boolean test(LogLine line) {
    style.write(line, waiting);
    return waiting.size() < BLOCK || flush();
  }

  /// Prints what waits.
  ///
  /// @return false if nobody reads the output any more
  boolean flush() {
    out.write(waiting.toByteArray(), 0, waiting.size());
    waiting.reset();
    return !out.checkError();
  }
}
