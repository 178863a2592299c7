package io.nodectl.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.spawn.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  private static final int FLOOD_LINES = 3_000_000;

  @TempDir private Path folder;
  private final Heard heard = new Heard();

  @Test
  void standard_output_and_error_go_to_the_log_in_the_order_they_were_written() throws Exception {
    Nursery nursery = new Nursery(folder);
    try (nursery) {
      nursery.shell(heard, "echo one; echo two >&2; echo three; exit 0");
      heard.end();
    }
    assertEquals("one\ntwo\nthree\n", Files.readString(nursery.log()));
  }

  @Test
  void a_flood_of_output_ends_with_its_end_and_its_log_stays_within_its_limit() throws Exception {
    Nursery nursery = new Nursery(folder);
    try (nursery) {
      nursery.shell(heard, "seq " + FLOOD_LINES);
      ChildEvent.Ended end = heard.await(ChildEvent.Ended.class);
      assertEquals(Integer.toString(FLOOD_LINES), end.lastLines().getLast());
    }
    assertTrue(Files.size(nursery.log()) <= LogRule.USUAL.fileBytes());
    StringBuilder all = new StringBuilder();
    for (int number = LogRule.USUAL.files() - 1; number > 0; number--) {
      Path aside = folder.resolve("child.log." + number);
      if (Files.exists(aside)) {
        all.append(Files.readString(aside));
      }
    }
    all.append(Files.readString(nursery.log()));
    assertEquals(FLOOD_LINES, all.chars().filter(c -> c == '\n').count(), "nothing is dropped");
  }

  @Test
  void a_full_disk_blocks_no_child() throws Exception {
    Path log = Files.createSymbolicLink(folder.resolve("child.log"), Path.of("/dev/full"));
    try (Nursery nursery = new Nursery(folder)) {
      nursery.shell(heard, "seq 1000000; exit 0");
      assertEquals(new ExitStatus.Exited(0), heard.end());
    }
    ChildEvent.LogDropped first =
        heard.all().stream()
            .filter(ChildEvent.LogDropped.class::isInstance)
            .map(ChildEvent.LogDropped.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals("no space left on device", first.why());
    Files.delete(log);
  }

  @Test
  void a_log_that_cannot_be_written_stops_no_child() throws Exception {
    Files.createDirectory(folder.resolve("child.log"));
    try (Nursery nursery = new Nursery(folder)) {
      ManagedChild child = nursery.readyShell(heard, "echo still here; exit 0");
      heard.end();
      assertEquals(List.of("still here"), child.lastLines(5));
    }
  }

  @Test
  void output_of_what_holds_the_pipe_after_the_child_delays_its_end_by_no_more_than_its_death()
      throws Exception {
    try (Nursery nursery = new Nursery(folder)) {
      nursery.readyShell(heard, "sleep 300 & echo bye; exit 0");
      assertEquals(List.of("bye"), heard.await(ChildEvent.Ended.class).lastLines());
    }
  }
}
