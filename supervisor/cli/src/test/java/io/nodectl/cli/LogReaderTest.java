package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {
  @TempDir Path folder = Path.of("");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LogSink sink = sink(LogSink.asIs());

  private LogSink sink(LogSink.Style style) {
    return new LogSink(new PrintStream(out, true, StandardCharsets.UTF_8), style);
  }

  private Path log() {
    return folder.resolve("c.log");
  }

  private LogReader reader(String component) {
    return new LogReader(
        component, new LogTrail(folder.resolve(component + ".log")), Long.MIN_VALUE);
  }

  private String read(LogReader... readers) throws IOException {
    LogMerge logs = new LogMerge(List.of(readers));
    logs.copyTo(sink);
    return taken();
  }

  private String taken() {
    sink.flush();
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, e~", "2, d~e~", "3, c~d~e~", "5, a~b~c~d~e~", "9, a~b~c~d~e~"})
  void the_last_lines_are_found_from_the_end_also_in_files_put_aside(long lines, String expected)
      throws IOException {
    Files.writeString(folder.resolve("c.log.2"), "a\n");
    Files.writeString(folder.resolve("c.log.1"), "b\nc\n");
    Files.writeString(log(), "d\ne\n");
    try (LogReader reader = reader("c")) {
      reader.skipToLast(lines);
      assertEquals(expected.replace('~', '\n'), read(reader));
    }
  }

  @Test
  void a_line_without_an_end_waits_for_it_and_is_the_last_one_if_none_comes() throws IOException {
    String longLine = "x".repeat(50_000) + "y".repeat(10_000);
    Files.writeString(log(), "first\n" + longLine + "\nlast");
    try (LogReader reader = reader("c")) {
      reader.skipToLast(2);
      assertEquals(longLine + "\n", read(reader));
      new LogMerge(List.of(reader)).copyRestTo(sink);
      assertEquals("last", taken());
    }
  }

  @Test
  void a_very_long_line_comes_in_parts_and_is_the_same_in_the_end() throws IOException {
    String line = "z".repeat(3 * LogReader.LONGEST_LINE + 5) + "\nnext\n";
    Files.writeString(log(), line);
    try (LogReader reader = reader("c")) {
      assertEquals(line, read(reader));
    }
  }

  @Test
  void a_log_that_grows_is_cut_or_put_aside_is_read_on() throws IOException {
    try (LogReader reader = reader("c")) {
      assertEquals("", read(reader), "it is not there yet");
      Files.writeString(log(), "one\n");
      assertEquals("one\n", read(reader));
      Files.writeString(log(), "two\n", StandardOpenOption.APPEND);
      assertEquals("two\n", read(reader));
      Files.writeString(log(), "cut\n");
      assertEquals("cut\n", read(reader));
      Files.writeString(log(), "x\n");
      assertEquals("x\n", read(reader));
      Files.writeString(log(), "end of the old, ", StandardOpenOption.APPEND);
      Files.move(log(), folder.resolve("c.log.1"));
      assertEquals("", read(reader));
      Files.writeString(log(), "begin of the new\n");
      assertEquals("end of the old, begin of the new\n", read(reader));
    }
  }

  @Test
  void no_file_is_left_out_when_several_were_put_aside_since() throws IOException {
    Files.writeString(log(), "1\n");
    try (LogReader reader = reader("c")) {
      assertEquals("1\n", read(reader));
      for (int i = 2; i < 6; i++) {
        for (int aside = i - 2; aside > 0; aside--) {
          Files.move(folder.resolve("c.log." + aside), folder.resolve("c.log." + (aside + 1)));
        }
        Files.move(log(), folder.resolve("c.log.1"));
        Files.writeString(log(), i + "\n");
      }
      assertEquals("2\n3\n4\n5\n", read(reader));
      Files.delete(folder.resolve("c.log.4"));
      assertEquals("", read(reader));
    }
  }

  @Test
  void several_logs_are_merged_by_time_and_lines_without_one_stay_with_the_line_before()
      throws IOException {
    Files.writeString(
        folder.resolve("a.log"),
        "2026-11-23T05:00:01.000Z first\n  at its stack\n2026-11-23T05:00:04Z fourth\n");
    Files.writeString(
        folder.resolve("bb.log"),
        "preface\n[2026-11-23T05:00:02.500Z second\n2026-11-23T06:00:03+01:00 third\n");
    try (LogReader a = reader("a");
        LogReader b = reader("bb")) {
      LogSink named = sink(LogSink.named(2));
      new LogMerge(List.of(a, b)).copyTo(named);
      named.flush();
      assertEquals(
          """
          a  | 2026-11-23T05:00:01.000Z first
          a  |   at its stack
          bb | preface
          bb | [2026-11-23T05:00:02.500Z second
          bb | 2026-11-23T06:00:03+01:00 third
          a  | 2026-11-23T05:00:04Z fourth
          """,
          taken());
    }
  }

  @Test
  void lines_for_programs_are_objects() throws IOException {
    Files.writeString(folder.resolve("raylet.log"), "2026-11-23T05:00:01.5Z one\ntwo \"quoted\"\n");
    try (LogReader reader = reader("raylet")) {
      LogSink json = sink(LogSink.json());
      new LogMerge(List.of(reader)).copyTo(json);
      json.flush();
      assertEquals(
          """
          {"time":"2026-11-23T05:00:01.500Z","component":"raylet","line":"2026-11-23T05:00:01.5Z one"}
          {"time":"2026-11-23T05:00:01.500Z","component":"raylet","line":"two \\"quoted\\""}
          """,
          taken());
    }
  }

  @Test
  void a_log_that_grows_while_it_is_read_has_an_end() throws IOException {
    Files.writeString(log(), "one\n");
    try (LogReader reader = reader("c")) {
      reader.endWithThePresent();
      assertTrue(
          new LogMerge(List.of(reader))
              .copyTo(
                  line -> {
                    append("more\n".repeat(20_000));
                    return sink.test(line);
                  }));
      taken();
    }
  }

  @Test
  void following_ends_when_nobody_reads_any_more() {
    // A race between the writer and the begin of the watch would hang here.
    CountDownLatch read = new CountDownLatch(1);
    OutputStream closedAfterTheFirstLine =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (read.getCount() == 0) {
              throw new IOException("broken pipe");
            }
            if (b == '\n') {
              read.countDown();
            }
          }
        };
    PrintStream stream = new PrintStream(closedAfterTheFirstLine, false, StandardCharsets.UTF_8);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          Files.writeString(log(), "");
          Thread.ofVirtual().start(() -> writeUntilRead(read));
          try (LogReader reader = reader("c")) {
            LogMerge logs = new LogMerge(List.of(reader));
            new LogFollower(folder, logs, folder.resolve("latest"))
                .follow(new LogSink(stream, LogSink.asIs()));
          }
        });
  }

  private void writeUntilRead(CountDownLatch read) {
    try {
      append("one\n");
      read.await();
      append("two\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(String text) {
    try {
      Files.writeString(log(), text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
