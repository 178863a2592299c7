package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {
  @TempDir Path folder = Path.of("");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private LogSink sink() {
    return new LogSink.AsIs(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private Path log() {
    return folder.resolve("c.log");
  }

  private String taken() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  @ParameterizedTest
  @CsvSource({"0, ''", "1, c~", "2, b~c~", "3, a~b~c~", "9, a~b~c~"})
  void the_last_lines_are_found_from_the_end(long lines, String expected) throws IOException {
    Files.writeString(log(), "a\nb\nc\n");
    try (LogReader reader = new LogReader(log())) {
      reader.skipToLast(lines);
      reader.copyTo(sink());
    }
    assertEquals(expected.replace('~', '\n'), taken());
  }

  @Test
  void a_last_line_without_an_end_counts_and_long_logs_are_read_in_blocks() throws IOException {
    String longLine = "x".repeat(100_000);
    Files.writeString(log(), "first\n" + longLine + "\nlast");
    try (LogReader reader = new LogReader(log())) {
      reader.skipToLast(2);
      reader.copyTo(sink());
    }
    assertEquals(longLine + "\nlast", taken());
  }

  @Test
  void a_log_that_grows_is_cut_or_is_replaced_is_read_on() throws IOException {
    try (LogReader reader = new LogReader(log())) {
      reader.copyTo(sink());
      assertEquals("", taken(), "it is not there yet");
      Files.writeString(log(), "one\n");
      reader.copyTo(sink());
      Files.writeString(log(), "two\n", StandardOpenOption.APPEND);
      reader.copyTo(sink());
      assertEquals("one\ntwo\n", taken());
      Files.writeString(log(), "cut\n");
      reader.copyTo(sink());
      assertEquals("cut\n", taken());
      Files.writeString(log(), "end of the old\n", StandardOpenOption.APPEND);
      Files.move(log(), folder.resolve("c.log.1"));
      reader.copyTo(sink());
      Files.writeString(log(), "new\n");
      reader.copyTo(sink());
      assertEquals("end of the old\nnew\n", taken());
    }
  }

  @Test
  void lines_for_programs_are_objects() {
    LogSink json = new LogSink.AsJson("raylet", new PrintStream(out, true, StandardCharsets.UTF_8));
    for (String piece : new String[] {"o", "ne\ntw", "o \"quoted\"\n", "open"}) {
      byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
      json.take(bytes, bytes.length);
    }
    json.end();
    assertEquals(
        """
        {"component":"raylet","line":"one"}
        {"component":"raylet","line":"two \\"quoted\\""}
        {"component":"raylet","line":"open"}
        """,
        taken());
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
          try (LogReader reader = new LogReader(log())) {
            new LogFollower(log(), reader).follow(new LogSink.AsIs(stream));
          }
        });
  }

  private void writeUntilRead(CountDownLatch read) {
    try {
      Files.writeString(log(), "one\n", StandardOpenOption.APPEND);
      read.await();
      Files.writeString(log(), "two\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
