package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.testchild.TestChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Each way in which a launch plan may say that a component is ready, and each way to tell it of
/// its peers.
class ReadinessIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void by_report() {
    JsonNode node = up(Component.child("store", "bind", "a,b", "report", "ready", "wait"));
    assertHeld(node, "store", "a");
    assertHeld(node, "store", "b");
  }

  @Test
  void by_a_bare_decimal_number() {
    assertHeld(up(Component.child("store", "bind", "main", "bare", "wait")), "store", "main");
  }

  @Test
  void by_a_decimal_number_that_ends_with_a_nul() {
    assertHeld(up(Component.child("store", "bind", "main", "nul", "wait")), "store", "main");
  }

  @Test
  void by_a_port_file_in_the_session_folder() {
    String file = "{session}/main-port";
    JsonNode node =
        up(
            Component.child("store", "bind", "main", "write-portfile", file, "main", "hang")
                .deaf()
                .readyByPortFile("main", file));
    assertHeld(node, "store", "main");
  }

  @Test
  void by_the_listening_sockets_of_its_process_tree() {
    assertHeld(
        up(Component.child("store", "bind", "main", "hang").deaf().readyByProbe("main")),
        "store",
        "main");
  }

  @Test
  void by_a_grpc_health_check_that_does_not_answer_at_first() {
    Component server =
        Component.command("store", HealthServer.command(box.checkout(), box.file("go"))).deaf();
    Running start = box.begin(Sandbox.startOf(box.plan(server.readyByGrpcHealth("main")), "n"));
    Eventually.eventually(() -> start.stderrSoFar().contains("store wired"), start::stderrSoFar);
    assertTrue(!start.isOver(), "it listens, and does not serve yet");
    box.touch(box.file("go"));
    assertHeld(start.await().done().json(), "store", "main");
  }

  @Test
  void a_port_that_is_deliberately_absent_is_told_to_dependents_and_nobody_waits_for_it()
      throws IOException {
    String heard = box.file("heard").toString();
    JsonNode node =
        up(
            Component.child(
                "store", "bind", "main", "absent", "metrics", "report", "ready", "wait"),
            Component.child(
                    "user",
                    "echo-wires",
                    heard,
                    "bind",
                    "main",
                    "report",
                    "wait-wire",
                    "store",
                    "ready",
                    "wait")
                .needs("store"));
    JsonNode ports = Json.component(node, "store").path("ports");
    assertTrue(ports.has("metrics") && ports.path("metrics").isNull(), node::toString);
    String told = Files.readString(box.file("heard"));
    assertTrue(told.contains("peer.store.metrics=none"), told);
    assertTrue(
        told.contains("peer.store.main=127.0.0.1:" + Json.port(node, "store", "main")), told);
    assertTrue(told.contains("generation=1"), told);
  }

  @Test
  void circular_needs_are_no_problem_even_if_one_is_late() {
    JsonNode node =
        up(
            Component.child("a", "bind", "main", "report", "wait-wire", "b", "ready", "wait")
                .needs("b"),
            Component.child(
                    "b",
                    "sleep",
                    "1500",
                    "bind",
                    "main",
                    "report",
                    "wait-wire",
                    "a",
                    "ready",
                    "wait")
                .needs("a"));
    assertEquals("ready", node.path("state").asString());
  }

  @Test
  void a_peer_needed_on_the_command_line_is_bound_before_the_component_starts() throws IOException {
    String arguments = box.file("arguments").toString();
    JsonNode node =
        up(
            Component.child(
                    "user",
                    "--store={store.main}",
                    "--port={store.main.number}",
                    "dump-args",
                    arguments,
                    "bind",
                    "main",
                    "report",
                    "ready",
                    "hang")
                .needsInArguments("store")
                .deaf(),
            Component.good("store"));
    int port = Json.port(node, "store", "main");
    List<String> given = Files.readAllLines(box.file("arguments"));
    assertEquals("--store=127.0.0.1:" + port, given.get(0));
    assertEquals("--port=" + port, given.get(1));
  }

  @Test
  void command_lines_that_need_each_other_are_refused_before_anything_starts() {
    String ran = box.file("ran").toString();
    box.start(
            "n",
            Component.shell("a", "touch " + ran).needsInArguments("b"),
            Component.shell("b", "touch " + ran).needsInArguments("a"))
        .expectError(ExitCode.USAGE, "a, b");
    assertTrue(!Files.exists(box.file("ran")), "nothing was started");
  }

  @Test
  void a_deaf_component_finds_its_standard_input_at_its_end() {
    JsonNode node = up(Component.child("store", "bind", "main", "report", "ready", "hang").deaf());
    assertEquals("/dev/null", Processes.descriptors(Json.pid(node, "store")).get(0));
  }

  @Test
  void an_optional_component_that_fails_does_not_fail_the_node() {
    JsonNode node = up(Component.good("store"), Component.shell("extra", "exit 1").optional());
    assertEquals("ready", node.path("state").asString());
    Eventually.eventually(
        () -> Json.component(box.status("n"), "extra").path("state").asString().equals("failed"),
        () -> box.status("n").toString());
    assertEquals("ready", box.status("n").path("state").asString());
  }

  @Test
  void a_grandchild_that_holds_the_pipe_does_not_delay_the_start() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", "sleep 100 & exec \"$@\"", "sh"));
    command.addAll(TestChildCommand.of("bind", "main", "report", "ready", "wait"));
    assertHeld(up(Component.command("store", command)), "store", "main");
  }

  /// Starts a node of these, and stops it when the test has seen what it is.
  private JsonNode up(Component... components) {
    Outcome start = box.start("n", components).done();
    assertEquals("ready", start.json().path("state").asString(), start::toString);
    return start.json();
  }

  private static void assertHeld(JsonNode node, String component, String port) {
    int number = Json.port(node, component, port);
    assertTrue(
        Listeners.portsOf(Json.pid(node, component)).contains(number), number + " in " + node);
  }

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }
}
