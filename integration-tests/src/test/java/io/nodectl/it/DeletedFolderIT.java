package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Somebody tidies up too much, while the node runs.
class DeletedFolderIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_node_whose_session_folder_was_deleted_still_restarts_what_dies_and_can_be_stopped()
      throws IOException {
    box.start("n", Component.good("store").restartable()).done();
    long before = Json.pid(box.status("n"), "store");
    delete(box.root().resolve("n/sessions/latest").toRealPath());
    Signals.send("KILL", before);
    Eventually.eventually(
        () -> box.status("n").path("state").asString().equals("ready") && pid() != before,
        () -> "not back: " + box.status("n"));
    assertTrue(Files.isDirectory(box.root().resolve("n/sessions/latest/logs")));
    box.nodectl("logs", "--name", "n", "store").done();
    box.stopAll();
    assertEquals(List.of(), Leftovers.of(box.root()));
    box.start("n", Component.good("store")).done();
    box.stopAll();
  }

  @Test
  void a_node_whose_whole_folder_was_deleted_still_ends_when_its_supervisor_is_told()
      throws IOException {
    box.start("n", Component.good("store")).done();
    long supervisor = box.supervisor("n").orElseThrow();
    delete(box.root().resolve("n"));
    Signals.send("TERM", supervisor);
    Eventually.eventually(
        () -> Leftovers.of(box.root()).isEmpty(), () -> "left: " + Leftovers.of(box.root()));
    box.start("n", Component.good("store")).done();
    box.stopAll();
  }

  @Test
  void a_node_whose_record_is_damaged_and_whose_socket_is_gone_can_still_be_stopped()
      throws IOException {
    for (String[] stop : new String[][] {{"stop", "--name", "n"}, {"stop"}, {"stop", "--all"}}) {
      box.start("n", Component.good("store")).done();
      Files.writeString(box.root().resolve("n/state.json"), "{\"state\": \"rea");
      Files.delete(box.root().resolve("n/control.sock"));
      Outcome told = box.nodectl(stop).done();
      assertTrue(told.stderr().contains("SIGTERM"), told::toString);
      assertEquals(List.of(), Leftovers.of(box.root()));
    }
    box.start("n", Component.good("store")).done();
    box.stopAll();
  }

  private long pid() {
    return Json.pid(box.status("n"), "store");
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
