package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InheritanceTest {
  @TempDir private Path folder;
  private final Heard heard = new Heard();
  private Nursery nursery;

  @BeforeEach
  void open() {
    nursery = new Nursery(folder).wired();
  }

  @AfterEach
  void close() {
    nursery.close();
  }

  @Test
  void a_child_has_its_standard_streams_and_its_report_pipe_and_nothing_of_its_siblings()
      throws Exception {
    Heard sibling = new Heard();
    nursery.readyShell(sibling, "sleep 300");
    nursery.shell(heard, "exec ls /proc/self/fd > found");
    heard.end();
    // 4 is the folder that ls reads.
    assertEquals("0\n1\n2\n3\n4\n", found());
  }

  @Test
  void the_environment_tells_which_pipe_is_the_report_pipe() throws Exception {
    nursery.shell(
        heard,
        "stat -L -c 'v=1,fd=3,dev=%d,ino=%i' /proc/$$/fd/3 > expected;"
            + " echo $NODECTL_REPORT > found");
    heard.end();
    assertEquals(Files.readString(folder.resolve("expected")), found());
  }

  @Test
  void a_program_that_knows_nothing_of_orders_reads_nothing() throws Exception {
    try (Nursery silent = new Nursery(folder)) {
      silent.shell(heard, "readlink /proc/$$/fd/0 > found");
      heard.end();
    }
    assertEquals("/dev/null\n", found());
  }

  private String found() throws Exception {
    return Files.readString(folder.resolve("found"));
  }
}
