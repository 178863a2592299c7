package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What one real head shows of itself.
class HeadIT {
  private static final Map<String, Set<String>> PORTS =
      new TreeMap<>(
          Map.of(
              "gcs-server", Set.of("gcs", "metrics"),
              "client-proxy", Set.of("client"),
              "raylet", Set.of("node-manager", "object-manager"),
              "runtime-env-agent", Set.of("http")));

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode started = JsonMapper.shared().nullNode();

  @BeforeAll
  static void start_a_head_on_any_port() {
    started = BOX.json("start", "--head", "--port", "0").done().json();
  }

  @org.junit.jupiter.api.AfterAll
  static void stop() {
    BOX.stopAll();
  }

  @Test
  void status_prints_the_object_that_start_printed() {
    Json.assertSame(started, BOX.json("status").done().json());
    Json.assertSame(started, BOX.status("head"));
  }

  @Test
  void the_status_object_has_the_promised_keys() {
    assertEquals(
        Set.of(
            "address",
            "auth",
            "components",
            "head",
            "name",
            "node_id",
            "session",
            "state",
            "supervisor"),
        Json.keys(started));
    assertEquals(Set.of("mode", "token_path"), Json.keys(started.path("auth")));
    assertEquals(Set.of("pid", "ports"), Json.keys(started.path("supervisor")));
    for (JsonNode component : started.path("components")) {
      Set<String> keys = new TreeSet<>(Json.keys(component));
      // Only there once a component has something to say.
      keys.remove("remark");
      assertEquals(
          Set.of(
              "generation",
              "last_error",
              "last_restart",
              "name",
              "pid",
              "ports",
              "restarts",
              "since",
              "state"),
          keys);
    }
  }

  @Test
  void it_is_a_ready_head_with_its_folder_and_token() throws IOException {
    assertEquals("head", started.path("name").asString());
    assertEquals("ready", started.path("state").asString());
    assertTrue(started.path("head").asBoolean());
    assertTrue(started.path("node_id").asString().matches("[0-9a-f]{56}"));
    assertEquals("token", started.path("auth").path("mode").asString());
    Path token = Path.of(started.path("auth").path("token_path").asString());
    assertEquals(BOX.root().resolve("head/token"), token);
    assertEquals("rw-------", permissions(token));
    Path session = Path.of(started.path("session").asString());
    assertEquals(BOX.root().resolve("head/sessions"), session.getParent());
    assertEquals(session, BOX.root().resolve("head/sessions/latest").toRealPath());
    assertEquals("rwx------", permissions(BOX.root().resolve("head")));
  }

  @Test
  void it_has_four_components_each_ready_in_its_first_generation() {
    Map<String, Set<String>> ports = new TreeMap<>();
    for (JsonNode component : started.path("components")) {
      ports.put(component.path("name").asString(), Json.keys(component.path("ports")));
      assertEquals("ready", component.path("state").asString());
      assertEquals(1, component.path("generation").asInt());
      assertEquals(0, component.path("restarts").asInt());
    }
    assertEquals(PORTS, ports);
  }

  @Test
  void every_port_is_a_listening_socket_of_its_component_and_it_has_no_other() {
    List<Integer> all = new ArrayList<>();
    for (JsonNode component : started.path("components")) {
      List<Integer> ports = new ArrayList<>();
      component.path("ports").forEach(number -> ports.add(number.asInt()));
      all.addAll(ports);
      assertEquals(
          ports.stream().sorted().toList(),
          List.copyOf(Listeners.portsOf(component.path("pid").asLong())),
          component::toString);
    }
    assertEquals(6, Set.copyOf(all).size(), "all different");
    assertTrue(all.stream().allMatch(port -> port > 0), all::toString);
  }

  @Test
  void no_log_begins_with_how_logging_was_set_up() throws IOException {
    Path logs = Path.of(started.path("session").asString()).resolve("logs");
    try (Stream<Path> files = Files.list(logs)) {
      for (Path log : files.toList()) {
        String text = Files.readString(log);
        assertFalse(text.contains("SLF4J"), () -> log + ": " + text);
      }
    }
  }

  @Test
  void its_address_is_the_port_of_its_gcs_which_serves() {
    int port = Json.port(started, "gcs-server", "gcs");
    assertEquals("127.0.0.1:" + port, started.path("address").asString());
    assertEquals(Health.SERVING, HealthProbe.check("127.0.0.1", port, "", Duration.ofSeconds(30)));
    int raylet = Json.port(started, "raylet", "node-manager");
    assertEquals(
        Health.SERVING, HealthProbe.check("127.0.0.1", raylet, "", Duration.ofSeconds(30)));
  }

  @Test
  void its_agent_answers_http() throws Exception {
    int port = Json.port(started, "runtime-env-agent", "http");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .timeout(Eventually.HANG)
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      int code = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      assertTrue(code >= 200 && code < 600, "HTTP " + code);
    }
  }

  @Test
  void nodes_lists_it_with_all_ports_however_the_cluster_is_named() {
    String address = started.path("address").asString();
    JsonNode nodes = BOX.json("nodes").done().json();
    assertEquals(nodes, BOX.json("nodes", "--address", "auto").done().json());
    assertEquals(nodes, BOX.json("nodes", "--name", "head").done().json());
    String token = started.path("auth").path("token_path").asString();
    assertEquals(
        nodes, BOX.json("nodes", "--address", address, "--token-file", token).done().json());
    assertEquals(1, nodes.size());
    JsonNode node = nodes.get(0);
    assertTrue(
        Json.keys(node).containsAll(Set.of("ip", "is_head", "node_id", "ports", "state")),
        node::toString);
    assertEquals("ALIVE", node.path("state").asString());
    assertEquals("127.0.0.1", node.path("ip").asString());
    assertTrue(node.path("is_head").asBoolean());
    assertEquals(started.path("node_id"), node.path("node_id"));
    assertTrue(Json.keys(node.path("ports")).size() >= 3, node::toString);
    for (JsonNode port : node.path("ports")) {
      assertTrue(port.asInt() > 0, node::toString);
    }
    int agent = Json.port(started, "runtime-env-agent", "http");
    assertTrue(
        node.path("ports").valueStream().anyMatch(port -> port.asInt() == agent), node::toString);
  }

  @Test
  void a_cluster_with_a_token_refuses_who_has_none() throws IOException {
    String address = started.path("address").asString();
    Path wrong = Files.writeString(BOX.file("wrong-token"), "0".repeat(64));
    BOX.json("nodes", "--address", address, "--token-file", wrong.toString())
        .expectError(ExitCode.REFUSED, "token");
  }

  @Test
  void every_process_of_it_runs_from_an_aot_cache() throws IOException {
    Path distribution = BOX.checkout().distribution();
    var processes =
        Processes.ofNode(BOX.root(), "head").stream()
            // Not what gcs-server runs to learn which Python there is.
            .filter(each -> each.arguments().stream().anyMatch(a -> a.startsWith("io.nodectl.")))
            .toList();
    assertEquals(6, processes.size(), () -> Processes.text(processes));
    for (var process : processes) {
      Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
      String mapped = Files.readString(maps);
      assertTrue(
          Stream.of("components.aot", "node.aot")
              .map(distribution::resolve)
              .anyMatch(cache -> mapped.contains(cache.toString())),
          process::toString);
    }
  }

  @Test
  void the_start_trace_tells_when_what_happened() throws IOException {
    Path file = Path.of(started.path("session").asString(), "start-trace.json");
    JsonNode trace = JsonMapper.shared().readTree(Files.readString(file));
    assertEquals(PORTS.keySet(), Json.keys(trace.path("components")));
    for (JsonNode component : trace.path("components")) {
      assertTrue(component.path("aot").asBoolean(), trace::toString);
      double launched = component.path("launched_ms").asDouble();
      double bound = component.path("bound_ms").asDouble();
      double ready = component.path("ready_ms").asDouble();
      assertTrue(launched <= bound && bound <= ready, trace::toString);
    }
    JsonNode raylet = trace.path("components").path("raylet").path("wired_ms");
    assertEquals(Set.of("gcs-server", "runtime-env-agent"), Json.keys(raylet));
  }

  @Test
  void a_late_reader_gets_pids_and_ports_long_after_the_reports() {
    JsonNode status = BOX.json("status").done().json();
    for (JsonNode component : status.path("components")) {
      assertTrue(Processes.isAlive(component.path("pid").asLong()), status::toString);
      assertNotEquals(0, component.path("ports").size());
    }
  }

  private static String permissions(Path path) throws IOException {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path));
  }
}
