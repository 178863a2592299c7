package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
  void a_node_whose_whole_folder_was_deleted_ends_and_says_why() throws IOException {
    Path plan = box.plan(Component.good("store").restartable());
    Running node = box.begin(Sandbox.startOf(plan, "n", "--block"));
    Eventually.eventually(() -> node.stdoutSoFar().contains("}\n"), node::stderrSoFar);
    delete(box.root().resolve("n"));
    Outcome end = node.await().expect(ExitCode.COMPONENT_FAILED);
    assertTrue(
        end.stderr().contains("n, or the lock in it, was removed or renamed"), end::toString);
    assertEquals(List.of(), Leftovers.of(box.root()));
    box.start("n", Component.good("store")).done();
    box.stopAll();
  }

  @Test
  void a_node_whose_folder_was_renamed_does_not_touch_the_one_that_takes_its_place()
      throws IOException {
    box.start("n", Component.good("store")).done();
    Files.move(box.root().resolve("n"), box.root().resolve("moved"));
    long second = Json.pid(box.start("n", Component.good("store")).done().json(), "store");
    Eventually.eventually(() -> box.processes().size() == 3, () -> Processes.text(box.processes()));
    assertEquals(second, pid());
    // What was renamed is a node's folder still, with all that lay in it, its dead socket too.
    box.start("moved", Component.good("store")).done();
    box.stopAll();
  }

  @Test
  void a_node_whose_lock_was_deleted_ends_with_that_on_record() throws IOException {
    box.start("n", Component.good("store")).done();
    Files.delete(box.root().resolve("n/lock"));
    box.awaitNothingLeft();
    Outcome status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE);
    assertTrue(
        status.stdout().contains("n, or the lock in it, was removed or renamed"), status::toString);
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

  /// As `rm -rf`, against a node that goes on writing.
  private static void delete(Path folder) {
    Eventually.eventually(() -> isDeleted(folder), () -> folder + " is still there");
  }

  private static boolean isDeleted(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException changedMeanwhile) {
      return !Files.exists(folder);
    }
    return true;
  }
}
