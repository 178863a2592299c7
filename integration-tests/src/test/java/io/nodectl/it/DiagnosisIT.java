package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What the commands tell of a node, its machine and its settings.
class DiagnosisIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @AfterEach
  void stop() {
    box.stopWhatRuns();
  }

  private List<String> kinds() {
    Outcome events = box.json("events").done();
    return Arrays.stream(events.stdout().split("\n", -1))
        .filter(line -> !line.isEmpty())
        .map(line -> Json.parse(line).path("kind").asString())
        .toList();
  }

  @Test
  void events_tell_a_start_and_a_stop_in_their_order() {
    box.start("n", Component.good("store")).done();
    Eventually.eventually(() -> kinds().contains("node-ready"), () -> kinds().toString());
    box.nodectl("stop").done();
    List<String> kinds = kinds();
    assertTrue(kinds.indexOf("launched") < kinds.indexOf("bound"), kinds::toString);
    assertTrue(kinds.indexOf("bound") < kinds.indexOf("ready"), kinds::toString);
    assertTrue(kinds.indexOf("node-ready") < kinds.indexOf("stopping"), kinds::toString);
    assertEquals("stopped", kinds.getLast());
  }

  @Test
  void a_trace_has_the_steps_of_the_start_for_programs_and_bars_for_people() {
    box.start("n", Component.good("store")).done();
    Eventually.eventually(() -> box.nodectl("trace").code() == 0, () -> "there is no trace");
    JsonNode start = box.json("trace").done().json().path("start");
    JsonNode store = start.path("components").path("store");
    assertTrue(store.path("bound_ms").asDouble() <= store.path("ready_ms").asDouble());
    assertTrue(box.nodectl("trace").done().stdout().contains("store "));
  }

  @Test
  void ps_is_a_tree_with_what_each_process_takes() {
    box.start("n", Component.good("store")).done();
    JsonNode processes = box.json("ps").done().json();
    long supervisor = processes.path(1).path("pid").asLong();
    assertEquals("supervisor", processes.path(1).path("role").asString());
    assertEquals(supervisor, processes.path(2).path("parent").asLong());
    assertEquals(1, processes.path(2).path("generation").asInt());
    for (JsonNode process : processes) {
      assertTrue(process.path("cpu_ms").asLong(-1) >= 0, processes::toString);
    }
  }

  @Test
  void the_doctor_knows_who_holds_a_port_and_which_record_is_damaged() throws IOException {
    JsonNode node = box.start("n", Component.good("store")).done().json();
    int port = Json.port(node, "store", "main");
    Outcome taken = box.json("doctor", "--port", Integer.toString(port));
    taken.expect(ExitCode.COMPONENT_FAILED);
    String holder = "pid " + Json.pid(node, "store") + " ";
    assertTrue(taken.stdout().contains(holder), taken::toString);
    box.stopAll();
    Path state = box.root().resolve("n/state.json");
    Files.writeString(state, "{\"state\"");
    Outcome damaged = box.nodectl("doctor").expect(ExitCode.COMPONENT_FAILED);
    assertTrue(damaged.stdout().contains(state + " is damaged"), damaged::toString);
  }

  @Test
  void a_damaged_record_of_one_node_is_no_trouble_for_the_others() throws IOException {
    box.start("one", Component.good("store")).done();
    box.start("two", Component.good("store")).done();
    Files.writeString(box.root().resolve("one/state.json"), "{\"state\"");
    Outcome all = box.nodectl("stop", "--all").done();
    assertTrue(all.stdout().contains("node 'one' is stopped"), all::toString);
    assertTrue(all.stdout().contains("node 'two' is stopped"), all::toString);
  }

  @Test
  void a_start_takes_from_the_file_what_the_command_line_does_not_say() throws IOException {
    Path plan = box.plan(Component.good("store"));
    Files.writeString(
        box.root().resolve("nodectl.toml"),
        """
        head = true
        plan = "%s"
        [node.mine]
        timeout = 33
        """
            .formatted(plan));
    JsonNode started = box.json("start", "--name", "mine").done().json();
    assertEquals("mine", started.path("name").asString());
    JsonNode shown = box.json("config", "show", "--name", "mine").done().json();
    assertTrue(
        shown
            .valueStream()
            .anyMatch(
                each ->
                    each.path("key").asString().equals("timeout")
                        && each.path("value").asString().equals("33")
                        && each.path("origin").asString().equals("file")),
        shown::toString);
    Files.writeString(box.root().resolve("nodectl.toml"), "timout = 1\n");
    box.json("start", "--head").expectError(ExitCode.USAGE, "line 1", "timout", "timeout");
  }

  @Test
  void a_component_that_nobody_knows_is_not_restarted() {
    box.json("restart", "store").expectError(ExitCode.NOTHING_THERE);
    box.start("n", Component.good("store")).done();
    box.json("restart", "shop").expectError(ExitCode.NOTHING_THERE, "shop");
  }

  @Test
  void a_component_is_restarted_on_request_and_traced() {
    box.start("n", Component.good("store")).done();
    JsonNode after = box.json("restart", "store").done().json();
    assertEquals(2, Json.component(after, "store").path("generation").asInt());
    Eventually.eventually(
        () -> box.json("trace").done().json().path("restarts").size() == 1,
        () -> "no trace of the restart");
    assertTrue(box.nodectl("status").done().stdout().contains("store was last restarted "));
  }

  @Test
  void metrics_are_served_where_the_status_says() throws IOException {
    box.start("n", Component.good("store")).done();
    Eventually.eventually(() -> metricsPort() != 0, () -> "no port of metrics");
    URI uri = URI.create("http://127.0.0.1:%d/metrics".formatted(metricsPort()));
    try (InputStream in = uri.toURL().openStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("nodectl_component_up{component=\"store\"} 1.0\n"), text);
      assertTrue(text.contains("nodectl_component_memory_bytes{component=\"supervisor\"} "), text);
    }
  }

  @Test
  void a_metrics_port_that_is_taken_refuses_the_start() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      box.json("start", "--head", "--metrics-port", port)
          .expectError(ExitCode.PORT_TAKEN, port, "metrics");
    }
  }

  private int metricsPort() {
    return box.status("n").path("supervisor").path("ports").path("metrics").asInt(0);
  }
}
