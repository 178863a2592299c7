package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static io.nodectl.it.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.testchild.TestChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/// Violent ends of those who keep a node alive. Alone on the machine, because two of these tests
/// are about time.
@Isolated
class DeathIT {
  /// What the design promises.
  private static final Duration PROMISED = Duration.ofSeconds(2);

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void nothing_is_left_two_seconds_after_the_supervisor_of_a_head_was_killed() {
    box.nodectl("start", "--head", "--name", "n").done();
    Signals.send("KILL", box.supervisor("n").orElseThrow());
    assertNothingLeftInTime();
    assertCrashed();
    box.nodectl("start", "--head", "--name", "n").done();
    box.stopAll();
  }

  @Test
  void nothing_is_left_two_seconds_after_the_guardian_of_a_head_was_killed() {
    box.nodectl("start", "--head", "--name", "n").done();
    Signals.send("KILL", box.guardian("n").orElseThrow());
    assertNothingLeftInTime();
    box.nodectl("start", "--head", "--name", "n").done();
    box.stopAll();
  }

  @Test
  void lifelines_end_a_head_whose_supervisor_and_guardian_are_killed_in_the_same_instant() {
    box.nodectl("start", "--head", "--name", "n").done();
    Signals.send("KILL", box.guardian("n").orElseThrow(), box.supervisor("n").orElseThrow());
    assertNothingLeftInTime();
    assertCrashed();
    box.nodectl("start", "--head", "--name", "n").done();
    box.stopAll();
  }

  @Test
  void a_killed_supervisor_s_deaf_and_daemonized_descendants_are_ended_as_well() {
    up(
        Component.child(
            "stubborn",
            "fork-stubborn",
            "100",
            "daemonize",
            "100",
            "ignore-term",
            "deaf",
            "bind",
            "main",
            "report",
            "ready",
            "hang"));
    Signals.send("KILL", box.supervisor("n").orElseThrow());
    assertNothingLeftInTime();
  }

  @Test
  void a_killed_guardian_s_deaf_and_daemonized_descendants_are_ended_as_well() {
    up(
        Component.child(
            "stubborn",
            "daemonize",
            "100",
            "fork",
            "100",
            "bind",
            "main",
            "report",
            "ready",
            "hang"));
    Signals.send("KILL", box.guardian("n").orElseThrow());
    box.awaitNothingLeft();
  }

  @Test
  void sigterm_to_the_supervisor_is_an_orderly_stop() throws IOException {
    orderedNode();
    Signals.send("TERM", box.supervisor("n").orElseThrow());
    box.awaitNothingLeft();
    assertEquals(List.of("user", "store"), Files.readAllLines(box.file("order")));
    JsonNode status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("stopped", status.path("state").asString());
  }

  @Test
  void sigterm_to_the_guardian_is_an_orderly_stop() throws IOException {
    orderedNode();
    Signals.send("TERM", box.guardian("n").orElseThrow());
    box.awaitNothingLeft();
    assertEquals(List.of("user", "store"), Files.readAllLines(box.file("order")));
  }

  @Test
  void stop_ends_dependents_before_what_they_need() throws IOException {
    orderedNode();
    box.stopAll();
    assertEquals(List.of("user", "store"), Files.readAllLines(box.file("order")));
  }

  @Test
  void stop_ends_a_component_that_ignores_everything_and_its_children() {
    up(
        Component.child(
            "stubborn",
            "fork-stubborn",
            "100",
            "daemonize",
            "100",
            "ignore-term",
            "deaf",
            "bind",
            "main",
            "report",
            "ready",
            "hang"));
    Outcome stop = box.nodectl("stop", "--name", "n").done();
    assertTrue(stop.took().compareTo(Eventually.HANG) < 0, stop::toString);
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_component_that_dies_comes_back_and_its_death_is_told() {
    JsonNode node = up(Component.good("a").restartable(), Component.good("b"));
    Signals.send("KILL", Json.pid(node, "a"));
    eventually(
        () ->
            Json.component(box.status("n"), "a").path("restarts").asInt() == 1
                && box.status("n").path("state").asString().equals("ready"),
        () -> box.status("n").toString());
    JsonNode back = Json.component(box.status("n"), "a");
    assertTrue(back.path("last_error").asString().contains("SIGKILL"), back::toString);
    assertEquals(0, Json.component(box.status("n"), "b").path("restarts").asInt());
    box.stopAll();
  }

  @Test
  void the_death_of_what_the_node_cannot_be_without_ends_it() {
    JsonNode node = up(Component.good("a"), Component.good("b"));
    Signals.send("KILL", Json.pid(node, "a"));
    eventually(() -> Leftovers.of(box.root()).isEmpty(), () -> Leftovers.of(box.root()).toString());
  }

  /// Two components that write down when they end; `user` needs `store`.
  private void orderedNode() {
    up(noting("store"), noting("user").needs("store"));
  }

  private Component noting(String name) {
    String script = "\"$@\"; echo " + name + " >>" + box.file("order");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(TestChildCommand.of("bind", "main", "report", "ready", "wait"));
    return Component.command(name, command);
  }

  private JsonNode up(Component... components) {
    return box.start("n", components).done().json();
  }

  private void assertNothingLeftInTime() {
    within(
        PROMISED,
        () -> Leftovers.of(box.root()).stream().noneMatch(line -> !line.startsWith("socket")),
        () -> Leftovers.of(box.root()).toString());
  }

  /// Its record says that it is ready; its locks say that it is not there.
  private void assertCrashed() {
    JsonNode status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("failed", status.path("state").asString(), status::toString);
    box.nodectl("stop", "--name", "n").expect(ExitCode.NOTHING_THERE);
  }
}
