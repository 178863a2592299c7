package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSinkTest {
  @TempDir private Path folder;

  @Test
  void the_disk_is_told_once_until_it_has_written_all() {
    LogSink sink = new LogSink(new LogFile(folder.resolve("log"), 1000));
    assertTrue(sink.offer(new byte[] {'a'}));
    assertFalse(sink.offer(new byte[] {'b'}));
    sink.writeOut();
    assertTrue(sink.offer(new byte[] {'c'}));
  }

  @Test
  void what_does_not_fit_is_dropped_and_the_gap_is_marked_where_it_is() throws IOException {
    Path path = folder.resolve("log");
    LogSink sink = new LogSink(new LogFile(path, 1L << 30));
    int fits = LogSink.MOST_WAITING;
    sink.offer(new byte[fits]);
    assertFalse(sink.offer(new byte[100]));
    assertFalse(sink.offer(new byte[23]));
    sink.close();
    sink.writeOut();
    byte[] written = Files.readAllBytes(path);
    String rest = new String(written, fits, written.length - fits, StandardCharsets.UTF_8);
    assertEquals("\n[123 bytes of output are missing here: the disk was too slow]\n", rest);
  }
}
