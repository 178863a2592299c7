package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {
  @TempDir private Path folder;

  @Test
  void a_written_file_and_a_renamed_one_wake_the_watcher() throws Exception {
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Path inside = Files.createDirectory(folder.resolve("inside"));
    try (FileWatch watch = FileWatch.of(inside)) {
      assertFalse(isReady(watch));
      Files.writeString(inside.resolve("port"), "1");
      assertTrue(isReady(watch));
      watch.drain();
      assertFalse(isReady(watch));
      Files.writeString(outside.resolve("port"), "2");
      assertFalse(isReady(watch));
      Files.move(outside.resolve("port"), inside.resolve("other"));
      assertTrue(isReady(watch));
    }
  }

  @Test
  void a_folder_that_does_not_exist_is_an_error() {
    SystemCallException e =
        assertThrows(SystemCallException.class, () -> FileWatch.of(folder.resolve("gone")));
    assertEquals(Errno.ENOENT, e.errno());
  }

  private static boolean isReady(FileWatch watch) {
    try (Poller poller = Poller.open()) {
      poller.watch(watch.fd(), Interest.READ, () -> {});
      return poller.await(Optional.of(Duration.ZERO));
    }
  }
}
