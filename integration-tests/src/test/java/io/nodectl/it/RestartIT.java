package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Components of a real head that die, each for itself, and come back.
class RestartIT {
  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private JsonNode before = Json.parse("{}");

  @BeforeEach
  void start() {
    before =
        BOX.processes().isEmpty() ? BOX.json("start", "--head").done().json() : BOX.status("head");
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  @Test
  void a_gcs_server_that_is_killed_comes_back_on_its_port_and_nothing_else_is_restarted() {
    JsonNode after = kill("gcs-server");
    assertEquals(before.path("address"), after.path("address"));
    assertEquals("ALIVE", nodes().getFirst().path("state").asString());
  }

  @Test
  void a_command_that_asks_the_cluster_waits_for_a_gcs_server_on_its_way_back() {
    BOX.nodectl("kv", "put", "key", "value").done();
    long pid = Json.pid(before, "gcs-server");
    Signals.send("KILL", pid);
    assertEquals("value", BOX.nodectl("kv", "get", "key").done().stdout().strip());
    awaitReadyWithout(pid);
  }

  @Test
  void a_raylet_that_is_killed_comes_back_under_its_node_id() {
    JsonNode after = kill("raylet");
    JsonNode node = awaitAlive(Json.port(after, "raylet", "node-manager"), "node-manager");
    assertEquals(before.path("node_id"), node.path("node_id"));
  }

  @Test
  void the_cluster_learns_the_port_of_a_runtime_env_agent_that_came_back() {
    JsonNode after = kill("runtime-env-agent");
    assertNotEquals(
        Json.port(before, "runtime-env-agent", "http"),
        Json.port(after, "runtime-env-agent", "http"));
    awaitAlive(Json.port(after, "runtime-env-agent", "http"), "runtime-env-agent");
  }

  @Test
  void a_client_proxy_that_is_killed_comes_back() {
    kill("client-proxy");
  }

  @Test
  void a_component_is_restarted_when_somebody_asks_for_that() {
    long pid = Json.pid(before, "client-proxy");
    BOX.nodectl("restart", "client-proxy").done();
    JsonNode after = awaitReadyWithout(pid);
    assertNotEquals(pid, Json.pid(after, "client-proxy"));
  }

  @Test
  void a_raylet_that_is_restarted_for_somebody_keeps_its_node_and_costs_no_other_launch() {
    JsonNode raylet = Json.component(before, "raylet");
    BOX.nodectl("restart", "raylet").done();
    JsonNode after = awaitReadyWithout(Json.pid(before, "raylet"));
    assertEquals(before.path("node_id"), after.path("node_id"));
    JsonNode again = Json.component(after, "raylet");
    assertEquals(raylet.path("generation").asInt() + 1, again.path("generation").asInt());
    JsonNode node = nodes().getFirst();
    assertEquals("ALIVE", node.path("state").asString(), node::toString);
  }

  @Test
  void who_asks_to_restart_what_is_not_there_is_told_what_is() {
    Outcome outcome = BOX.nodectl("restart", "gcs").expect(ExitCode.NOTHING_THERE);
    assertTrue(outcome.stderr().contains("gcs-server"), outcome::toString);
  }

  /// Kills one component; everything else has to stay as it is.
  private JsonNode kill(String victim) {
    long pid = Json.pid(before, victim);
    Signals.send("KILL", pid);
    JsonNode after = awaitReadyWithout(pid);
    for (JsonNode component : before.path("components")) {
      String name = component.path("name").asString();
      JsonNode now = Json.component(after, name);
      int more = name.equals(victim) ? 1 : 0;
      for (String counter : List.of("restarts", "generation")) {
        assertEquals(
            component.path(counter).asInt() + more, now.path(counter).asInt(), after::toString);
      }
      assertEquals(more == 0, component.path("pid").equals(now.path("pid")), after::toString);
    }
    assertEquals(before.path("node_id"), after.path("node_id"));
    return after;
  }

  private JsonNode awaitReadyWithout(long pid) {
    Eventually.eventually(
        () -> {
          JsonNode status = BOX.status("head");
          return status.path("state").asString().equals("ready")
              && status
                  .path("components")
                  .valueStream()
                  .noneMatch(component -> component.path("pid").asLong() == pid);
        },
        () -> "ready again: " + BOX.status("head"));
    return BOX.status("head");
  }

  private JsonNode awaitAlive(int port, String name) {
    Eventually.eventually(
        () -> nodes().getFirst().path("ports").path(name).asInt() == port,
        () -> name + " " + port + " in " + nodes());
    JsonNode node = nodes().getFirst();
    assertEquals("ALIVE", node.path("state").asString());
    return node;
  }

  private static List<JsonNode> nodes() {
    return BOX.json("nodes").done().json().valueStream().toList();
  }
}
