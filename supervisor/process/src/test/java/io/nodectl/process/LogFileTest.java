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

class LogFileTest {
  @TempDir private Path folder;

  @Test
  void output_is_appended_to_what_is_there() throws IOException {
    Path path = folder.resolve("log");
    Files.writeString(path, "before\n");
    try (LogFile log = new LogFile(path, 1000)) {
      log.append(chunk("after\n"));
    }
    assertEquals("before\nafter\n", Files.readString(path));
  }

  @Test
  void a_full_file_becomes_the_older_one_and_only_one_older_is_kept() throws IOException {
    Path path = folder.resolve("log");
    try (LogFile log = new LogFile(path, 10)) {
      log.append(chunk("first...\n"));
      log.append(chunk("second..\n"));
      log.append(chunk("third...\n"));
    }
    assertEquals("third...\n", Files.readString(path));
    assertEquals("second..\n", Files.readString(folder.resolve("log.1")));
    assertFalse(Files.exists(folder.resolve("log.2")));
  }

  @Test
  void a_gap_is_marked_with_its_size_and_its_reason() throws IOException {
    Path path = folder.resolve("log");
    try (LogFile log = new LogFile(path, 1000)) {
      log.append(chunk("a\n"));
      log.append(new LogChunk("b\n".getBytes(StandardCharsets.UTF_8), 17));
    }
    assertEquals(
        "a\n\n[17 bytes of output are missing here: the disk was too slow]\nb\n",
        Files.readString(path));
  }

  @Test
  void what_a_full_disk_refuses_is_counted_and_marked_when_there_is_room_again()
      throws IOException {
    Path path = folder.resolve("missing").resolve("log");
    try (LogFile log = new LogFile(path, 1000)) {
      log.append(chunk("lost"));
      Files.createDirectory(path.getParent());
      log.append(chunk("kept\n"));
    }
    String text = Files.readString(path);
    assertTrue(text.startsWith("\n[4 bytes of output are missing here: open of "), text);
    assertTrue(text.endsWith("]\nkept\n"), text);
  }

  private static LogChunk chunk(String text) {
    return new LogChunk(text.getBytes(StandardCharsets.UTF_8), 0);
  }
}
