package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Several nodes on one host, and several starts of one node.
class SideBySideIT {
  @RegisterExtension final Sandbox box = new Sandbox();
  @RegisterExtension final Sandbox other = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
    other.stopWhatRuns();
  }

  @Test
  void a_stop_touches_no_other_node_of_the_root_and_no_other_root() {
    box.start("a", Component.good("store")).done();
    JsonNode b = box.start("b", Component.good("store")).done().json();
    JsonNode elsewhere = other.start("a", Component.good("store")).done().json();
    box.nodectl("stop", "--name", "a").done();
    Json.assertSame(b, box.status("b"));
    Json.assertSame(elsewhere, other.status("a"));
    box.nodectl("stop", "--all").done();
    Json.assertSame(elsewhere, other.status("a"));
  }

  @Test
  void a_second_start_of_a_name_is_refused_and_names_the_pid_of_the_first() {
    JsonNode first = box.start("n", Component.good("store")).done().json();
    String pid = first.path("supervisor").path("pid").asString();
    box.start("n", Component.good("store"))
        .expectError(ExitCode.ALREADY_RUNNING, "'n'", "pid " + pid, "nodectl stop --name n");
    Json.assertSame(first, box.status("n"));
  }

  @Test
  void of_two_starts_of_one_name_at_once_exactly_one_succeeds() {
    Path plan = box.plan(Component.good("store"));
    Running one = box.begin(Sandbox.startOf(plan, "n"));
    Running two = box.begin(Sandbox.startOf(plan, "n"));
    List<Integer> codes = Stream.of(one.await().code(), two.await().code()).sorted().toList();
    assertEquals(List.of(0, ExitCode.ALREADY_RUNNING.number()), codes);
    assertEquals("ready", box.status("n").path("state").asString());
  }

  @Test
  void the_record_of_a_crashed_run_is_no_reason_not_to_start() throws IOException {
    box.start("n", Component.good("store")).done();
    box.stopAll();
    Path record = box.root().resolve("n/state.json");
    ObjectNode state = (ObjectNode) JsonMapper.shared().readTree(Files.readString(record));
    state.put("state", "ready");
    // A process of that number lives, but it is another one: it began at another time.
    state.withObject("supervisor").put("pid", ProcessHandle.current().pid()).put("start_ticks", 1);
    Files.writeString(record, state.toString());
    JsonNode status = box.json("status", "--name", "n").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("failed", status.path("state").asString());
    box.nodectl("stop", "--name", "n").expect(ExitCode.NOTHING_THERE);
    assertTrue(ProcessHandle.current().isAlive());
    box.start("n", Component.good("store")).done();
  }

  @Test
  void a_damaged_record_is_no_reason_not_to_start() throws IOException {
    box.start("n", Component.good("store")).done();
    box.stopAll();
    Files.writeString(box.root().resolve("n/state.json"), "{\"state\": \"rea");
    box.start("n", Component.good("store")).done();
  }

  @Test
  void a_node_that_is_being_swept_is_waited_for() {
    box.start("n", Component.child("store", "deaf", "bind", "main", "report", "ready", "hang"))
        .done();
    Signals.send("KILL", box.supervisor("n").orElseThrow());
    box.start("n", Component.good("store")).done();
  }

  @Test
  void with_several_nodes_a_command_without_a_name_lists_them() {
    box.start("a", Component.good("store")).done();
    assertEquals("a", box.json("status").done().json().path("name").asString(), "the only one");
    box.start("b", Component.good("store")).done();
    Outcome status = box.json("status").expectError(ExitCode.USAGE);
    String message = status.error().path("message").asString();
    assertTrue(message.contains("a") && message.contains("b"), message);
    box.nodectl("stop").expect(ExitCode.USAGE);
    box.nodectl("stop", "--name", "a").done();
    assertEquals("b", box.json("status").done().json().path("name").asString(), "the only running");
  }

  @Test
  void each_start_has_a_session_of_its_own_and_only_sessions_grow() throws IOException {
    JsonNode first = box.start("n", Component.good("store")).done().json();
    box.stopAll();
    JsonNode second = box.start("n", Component.good("store")).done().json();
    assertNotEquals(first.path("session"), second.path("session"));
    assertTrue(Files.isDirectory(Path.of(first.path("session").asString())));
    assertEquals(
        Path.of(second.path("session").asString()),
        box.root().resolve("n/sessions/latest").toRealPath());
  }
}
