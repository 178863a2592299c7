package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.machine.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Output of components on its way to disk, and back to people.
class LogsIT {
  private static final String READY =
      "printf 'NODECTL/1 BOUND\\n\\nNODECTL/1 READY\\n\\n' >&3; exec 3>&-; ";

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_full_disk_blocks_no_component_and_the_gap_is_marked_when_there_is_room_again()
      throws IOException {
    try (Namespace namespace = Namespace.withSmallDisk(box.root(), "6m")) {
      Path ballast = box.root().resolve("ballast");
      run(namespace, "dd", "if=/dev/zero", "of=" + ballast, "bs=1k", "count=1024");
      Component writer =
          Component.shell(
                  "writer",
                  READY
                      + await("go")
                      + "seq 3000000; touch "
                      + box.file("written")
                      + "; "
                      + await("room")
                      + "echo after the gap; touch "
                      + box.file("done")
                      + "; exec sleep 1000")
              .deaf();
      Path plan = box.plan(writer);
      in(namespace, Sandbox.startOf(plan, "n")).done();
      box.touch(box.file("go"));
      awaitFile("written");
      JsonNode status = in(namespace, "status", "--format", "json").done().json();
      assertEquals("ready", status.path("state").asString());
      run(namespace, "rm", ballast.toString());
      box.touch(box.file("room"));
      awaitFile("done");
      Eventually.eventually(
          () -> {
            String end = in(namespace, "logs", "writer", "--tail", "2").done().stdout();
            return end.contains(" dropped: no space left on device]")
                && end.endsWith("\nafter the gap\n");
          },
          () -> in(namespace, "logs", "writer", "--tail", "5").toString());
      in(namespace, "stop").done();
    }
  }

  @Test
  void a_node_whose_session_folder_is_removed_goes_on_and_so_does_its_log() {
    Component writer =
        Component.shell(
                "writer",
                "echo before; "
                    + READY
                    + await("go")
                    + "echo after; sleep 2; echo last; sleep 1000")
            .deaf();
    JsonNode node = box.start("n", writer).done().json();
    Path session = Path.of(node.path("session").asString());
    new TemporaryFolder(session).close();
    box.touch(box.file("go"));
    Path log = session.resolve("logs/writer.log");
    Eventually.eventually(() -> endsWith(log, "last\n"), log::toString);
    assertEquals("ready", box.status("n").path("state").asString());
    box.stopAll();
  }

  @Test
  void a_long_log_is_read_as_one_and_a_reader_that_has_enough_is_no_error() {
    Component writer =
        Component.shell("writer", READY + "seq 3000000; touch " + box.file("done") + "; sleep 1000")
            .deaf();
    box.start("n", writer).done();
    awaitFile("done");
    Eventually.eventually(
        () -> box.nodectl("logs", "writer", "--tail", "1").done().stdout().equals("3000000\n"),
        () -> "the last line is there");
    Path session = Path.of(box.status("n").path("session").asString());
    assertTrue(Files.exists(session.resolve("logs/writer.log.1")), "there are several files");
    String script = box.checkout().nodectl() + " logs writer | head -n 1; echo ${PIPESTATUS[0]}";
    Outcome head =
        box.begin(List.of("bash", "-c", script), Map.of("NODECTL_ROOT", box.root().toString()))
            .await();
    assertEquals("1\n0\n", head.stdout());
    assertEquals("", head.stderr());
    String end = box.nodectl("logs", "writer", "--tail", "1500000").done().stdout();
    assertTrue(end.startsWith("1500001\n"), () -> end.substring(0, 100));
    box.stopAll();
  }

  @Test
  void who_follows_a_log_goes_on_with_the_next_start_of_the_node() {
    Component writer = Component.shell("writer", "echo from $PWD; " + READY + "sleep 1000").deaf();
    box.start("n", writer).done();
    Running logs = box.begin("logs", "-f", "writer", "--name", "n");
    Eventually.eventually(() -> lines(logs) == 1, () -> "the first: " + logs.stdoutSoFar());
    box.stopAll();
    box.start("n", writer).done();
    Eventually.eventually(() -> lines(logs) == 2, () -> "the second: " + logs.stdoutSoFar());
    assertTrue(logs.stderrSoFar().contains("started again"), logs::stderrSoFar);
    assertEquals(1, logs.stderrSoFar().lines().count());
    logs.kill();
    box.stopAll();
  }

  private static long lines(Running logs) {
    return logs.stdoutSoFar().lines().filter(line -> line.startsWith("from ")).count();
  }

  @Test
  void old_sessions_go_and_that_of_a_living_node_stays() throws IOException {
    for (int i = 0; i < 3; i++) {
      box.start("n", Component.good("store")).done();
      box.stopAll();
    }
    JsonNode living = box.start("n", Component.good("store")).done().json();
    assertEquals(4, sessions());
    box.nodectl("gc", "--keep", "0", "--dry-run").done();
    assertEquals(4, sessions());
    box.nodectl("gc", "--keep", "0").done();
    assertEquals(1, sessions());
    assertTrue(Files.exists(Path.of(living.path("session").asString())));
    assertEquals("ready", box.status("n").path("state").asString());
    box.stopAll();
    box.nodectl("gc", "--keep", "0").done();
    assertEquals(0, sessions());
    box.start("n", Component.good("store")).done();
    box.stopAll();
  }

  private long sessions() throws IOException {
    try (Stream<Path> all = Files.list(box.root().resolve("n/sessions"))) {
      return all.filter(path -> !Files.isSymbolicLink(path)).count();
    }
  }

  private static boolean endsWith(Path file, String end) {
    try {
      return Files.exists(file) && Files.readString(file).endsWith(end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String await(String file) {
    return "while ! [ -e " + box.file(file) + " ]; do sleep 0.01; done; ";
  }

  private void awaitFile(String name) {
    Eventually.eventually(() -> Files.exists(box.file(name)), () -> name + " is there");
  }

  private Outcome in(Namespace namespace, String... arguments) {
    return box.begin(namespace.prefix(), Map.of(), List.of(arguments)).await();
  }

  private void run(Namespace namespace, String... command) {
    box.begin(namespace.command(List.of(command)), Map.of()).await();
  }
}
