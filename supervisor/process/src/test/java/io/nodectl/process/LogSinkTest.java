package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LogSinkTest {
  private final FullDisk disk = new FullDisk(Long.MAX_VALUE);
  private final LogSink sink =
      new LogSink(
          new LogFile(
              new LogShelf(Path.of("c.log"), LogRule.USUAL, disk), () -> Instant.EPOCH, _ -> {}),
          new LogBlocks());

  @Test
  void the_disk_is_told_once_until_it_has_written_all() {
    assertTrue(sink.add(new byte[] {'a'}, 1));
    assertFalse(sink.add(new byte[] {'b'}, 1));
    assertFalse(sink.writeOut());
    assertTrue(sink.add(new byte[] {'c'}, 1));
    sink.writeOut();
    assertEquals("abc", disk.content("c.log"));
  }

  @Test
  void what_is_dropped_is_marked_where_it_is_missing() {
    sink.add(new byte[] {'a', '\n'}, 2);
    sink.drop(new byte[] {'b', '\n', 'c'}, 3);
    sink.add(new byte[] {'d'}, 1);
    sink.drop(new byte[] {'e'}, 1);
    sink.close();
    sink.writeOut();
    assertEquals(
        """
        a
        [nodectl: 2 lines (3 bytes) dropped: the disk is too slow]
        d
        [nodectl: 1 line (1 byte) dropped: the disk is too slow]
        """,
        disk.content("c.log"));
  }

  @Test
  void whoever_waits_for_room_is_told_once_when_half_of_it_is_written() {
    byte[] block = new byte[LogBlocks.SIZE];
    for (int i = 0; i < LogSink.MOST_WAITING / LogBlocks.SIZE; i++) {
      sink.add(block, block.length);
    }
    assertEquals(LogSink.Fill.FULL, sink.fill());
    AtomicInteger told = new AtomicInteger();
    assertTrue(sink.whenEased(told::incrementAndGet));
    assertTrue(sink.writeOut(), "there is more");
    assertEquals(LogSink.Fill.HIGH, sink.fill());
    assertEquals(0, told.get());
    sink.writeOut();
    assertEquals(1, told.get());
    sink.writeOut();
    assertEquals(1, told.get());
    assertFalse(sink.whenEased(told::incrementAndGet), "there is room already");
  }
}
