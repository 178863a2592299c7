package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdTest {
  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @Test
  void what_is_written_into_a_pipe_is_read_from_it() {
    try (Pipe pipe = Pipe.open()) {
      assertEquals(3, pipe.writeEnd().write(HELLO, 1, 3));
      byte[] buf = new byte[10];
      assertEquals(3, pipe.readEnd().read(buf));
      assertArrayEquals(Arrays.copyOfRange(HELLO, 1, 4), Arrays.copyOf(buf, 3));
    }
  }

  @Test
  void reading_tells_nothing_there_from_the_end_of_the_file() {
    try (Pipe pipe = Pipe.open()) {
      pipe.readEnd().nonBlocking();
      assertEquals(0, pipe.readEnd().read(new byte[1]));
      pipe.writeEnd().close();
      assertEquals(-1, pipe.readEnd().read(new byte[1]));
    }
  }

  @Test
  void writing_tells_no_room_from_no_reader() {
    try (Pipe pipe = Pipe.open()) {
      pipe.writeEnd().nonBlocking();
      byte[] much = new byte[1 << 16];
      int put = pipe.writeEnd().write(much, 0, much.length);
      while (put > 0) {
        put = pipe.writeEnd().write(much, 0, much.length);
      }
      assertEquals(0, put);
      pipe.readEnd().close();
      assertEquals(-1, pipe.writeEnd().write(HELLO, 0, 1));
    }
  }

  @Test
  void inode_and_device_are_those_that_java_sees() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      Path link = Path.of("/dev/fd/" + pipe.readEnd().number());
      Map<String, Object> seen = Files.readAttributes(link, "unix:dev,ino");
      assertEquals(seen.get("ino"), pipe.readEnd().inode());
      assertEquals(seen.get("dev"), pipe.readEnd().device());
    }
  }

  @Test
  void a_file_for_appending_is_made_for_its_owner_only(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("log");
    for (int i = 0; i < 2; i++) {
      try (Fd fd = Fd.appendTo(file)) {
        fd.write(HELLO, 0, HELLO.length);
      }
    }
    assertEquals("hellohello", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void an_error_names_the_call_and_the_errno() {
    SystemCallException e =
        assertThrows(SystemCallException.class, () -> Fd.appendTo(Path.of("/nowhere/log")));
    assertEquals("open of /nowhere/log failed: ENOENT, no such file or folder", e.getMessage());
    assertThrows(SystemCallException.class, () -> Fd.inherited(9999));
  }

  @Test
  void a_closed_descriptor_is_refused() {
    Pipe pipe = Pipe.open();
    pipe.close();
    pipe.close();
    assertThrows(IllegalStateException.class, () -> pipe.readEnd().read(new byte[1]));
    assertThrows(IllegalStateException.class, () -> pipe.readEnd().number());
  }

  /// Guards the race of several closers: a second close(2) of a number would close somebody else's
  /// new file. Every round makes files while others close theirs; each file must still be its own
  /// afterwards.
  @Test
  void a_descriptor_closes_exactly_once_however_many_close_it() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 200; round++) {
        Pipe old = Pipe.open();
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> closers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          closers.add(
              threads.submit(
                  () -> {
                    go.await();
                    old.close();
                    return null;
                  }));
        }
        go.countDown();
        try (Pipe fresh = Pipe.open()) {
          long inode = fresh.readEnd().inode();
          for (Future<?> closer : closers) {
            closer.get();
          }
          assertEquals(inode, fresh.readEnd().inode());
          assertEquals(1, fresh.writeEnd().write(HELLO, 0, 1));
        }
      }
    }
  }

  @Test
  void a_close_waits_for_the_read_that_is_running() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      Fd end = pipe.readEnd();
      int number = end.hold();
      end.close();
      assertTrue(Files.exists(Path.of("/proc/self/fd/" + number)));
      assertThrows(IllegalStateException.class, end::hold);
      end.release();
      assertEquals(-1, pipe.writeEnd().write(HELLO, 0, 1));
    }
  }
}
