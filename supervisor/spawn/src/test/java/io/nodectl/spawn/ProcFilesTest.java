package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcFilesTest {
  @Test
  void a_file_longer_than_most_is_read_to_its_end() throws Exception {
    String limits = Files.readString(Path.of("/proc/self/limits"));
    assertEquals(Optional.of(limits), ProcFiles.read("/proc/self/limits"));
  }

  @Test
  void a_file_that_is_gone_has_no_content() {
    assertEquals(Optional.empty(), ProcFiles.read("/proc/0/stat"));
  }
}
