package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
  private static final Path PATH = Path.of("logs/c.log");

  @TempDir private Path folder;
  private final FullDisk disk = new FullDisk(1000);
  private final List<Loss> told = new ArrayList<>();
  private Instant now = Instant.EPOCH;

  @Test
  void output_is_appended_to_what_is_there() throws IOException {
    Path path = folder.resolve("log");
    Files.writeString(path, "before\n");
    try (LogFile log = onRealDisk(path)) {
      append(log, "after\n");
    }
    assertEquals("before\nafter\n", Files.readString(path));
  }

  @Test
  void a_full_file_is_put_aside_and_the_oldest_goes() {
    LogFile log = log(20, 3);
    for (String line : new String[] {"first...\n", "second..\n", "third...\n", "fourth..\n"}) {
      append(log, line);
    }
    append(log, "fifth...\nsixth...\nseventh.\n");
    assertEquals("seventh.\n", disk.content("logs/c.log"));
    assertEquals("fifth...\nsixth...\n", disk.content("logs/c.log.1"));
    assertEquals("third...\nfourth..\n", disk.content("logs/c.log.2"));
    assertEquals("(none)", disk.content("logs/c.log.3"));
  }

  @Test
  void an_old_file_is_put_aside_at_the_end_of_a_line() {
    LogFile log = log(1000, 3);
    append(log, "one");
    now = now.plus(Duration.ofHours(2));
    append(log, " line\n");
    append(log, "next\n");
    assertEquals("next\n", disk.content("logs/c.log"));
    assertEquals("one line\n", disk.content("logs/c.log.1"));
  }

  @Test
  void what_a_full_disk_refuses_is_counted_told_and_marked_when_there_is_room_again() {
    LogFile log = log(1 << 20, 3);
    disk.room = 6;
    append(log, "kept\nlost\nlost too\n");
    append(log, "and this\n");
    assertEquals(List.of(new Loss(2, 13, "no space left on device")), told);
    now = now.plusSeconds(20);
    append(log, "while it lasts\n");
    assertEquals(new Loss(2, 24, "no space left on device"), told.getLast());
    disk.room = 1000;
    append(log, "again\n");
    assertEquals(
        "kept\nl\n[nodectl: 4 lines (37 bytes) dropped: no space left on device]\nagain\n",
        disk.content("logs/c.log"));
    assertEquals(2, told.size());
  }

  @Test
  void what_was_lost_before_is_marked_where_it_is_missing() {
    LogFile log = log(1000, 3);
    append(log, "a\n");
    log.miss(new Loss(1, 17, "the disk is too slow"));
    append(log, "b\n");
    assertEquals(
        "a\n[nodectl: 1 line (17 bytes) dropped: the disk is too slow]\nb\n",
        disk.content("logs/c.log"));
    assertEquals(List.of(new Loss(1, 17, "the disk is too slow")), told);
  }

  @Test
  void a_log_that_somebody_removes_goes_on_in_a_new_file() {
    LogFile log = log(1000, 3);
    append(log, "before\n");
    disk.clear();
    now = now.plusSeconds(2);
    append(log, "after\n");
    assertEquals("after\n", disk.content("logs/c.log"));
  }

  @Test
  void a_log_whose_folder_is_removed_makes_it_anew() throws IOException {
    Path path = folder.resolve("session/logs/c.log");
    try (LogFile log = onRealDisk(path)) {
      append(log, "before\n");
      Files.delete(path);
      Files.delete(folder.resolve("session/logs"));
      Files.delete(folder.resolve("session"));
      now = now.plusSeconds(2);
      append(log, "after\n");
    }
    assertEquals("after\n", Files.readString(path));
    assertTrue(told.isEmpty());
  }

  private LogFile log(long fileBytes, int files) {
    LogRule rule = new LogRule(fileBytes, files, Duration.ofHours(1), 1 << 20);
    return new LogFile(new LogShelf(PATH, rule, disk), clock(), told::add);
  }

  private LogFile onRealDisk(Path path) {
    return new LogFile(new LogShelf(path, LogRule.USUAL, new RealDisk()), clock(), told::add);
  }

  private InstantSource clock() {
    return () -> now;
  }

  private static void append(LogFile log, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    log.append(bytes, bytes.length);
  }
}
