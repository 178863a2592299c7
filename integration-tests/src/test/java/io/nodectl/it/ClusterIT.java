package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A head and a worker on one host, seen by our own commands and by the real Ray's client.
class ClusterIT {
  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();
  private static JsonNode worker = JsonMapper.shared().nullNode();

  @BeforeAll
  static void start_a_head_and_a_worker() {
    head = BOX.json("start", "--head").done().json();
    String address = head.path("address").asString();
    worker = BOX.json("start", "--address=" + address, "--name", "w1").done().json();
  }

  @AfterAll
  static void stop() {
    BOX.stopAll();
  }

  @Test
  void a_worker_has_the_components_of_every_node_and_the_address_of_its_head() {
    assertEquals("ready", worker.path("state").asString());
    assertFalse(worker.path("head").asBoolean());
    assertEquals(head.path("address"), worker.path("address"));
    assertEquals(
        List.of("raylet", "runtime-env-agent"),
        worker
            .path("components")
            .valueStream()
            .map(c -> c.path("name").asString())
            .sorted()
            .toList());
    assertNotEquals(head.path("node_id"), worker.path("node_id"));
  }

  @Test
  void nodes_lists_two_alive_with_all_their_ports() {
    Map<String, JsonNode> nodes = byId(BOX.json("nodes").done().json());
    assertEquals(2, nodes.size());
    for (JsonNode node : List.of(head, worker)) {
      JsonNode listed = nodes.getOrDefault(node.path("node_id").asString(), node);
      assertEquals("ALIVE", listed.path("state").asString());
      assertEquals(node.path("head"), listed.path("is_head"));
      for (JsonNode port : listed.path("ports")) {
        assertTrue(port.asInt() > 0, listed::toString);
      }
    }
  }

  @Test
  void any_node_of_the_cluster_may_be_asked() {
    JsonNode nodes = BOX.json("nodes").done().json();
    assertEquals(byId(nodes), byId(BOX.json("nodes", "--name", "w1").done().json()));
    assertEquals(byId(nodes), byId(BOX.json("nodes", "--name", "head").done().json()));
  }

  @Test
  void the_real_ray_lists_both_with_the_same_ids_and_ports() {
    Map<String, JsonNode> seen = byId(RayClient.of(BOX, head).run("nodes").done().json());
    assertEquals(2, seen.size());
    for (JsonNode node : List.of(head, worker)) {
      JsonNode listed = seen.getOrDefault(node.path("node_id").asString(), node);
      assertEquals("ALIVE", listed.path("state").asString());
      assertEquals("127.0.0.1", listed.path("ip").asString());
      assertEquals(node.path("head"), listed.path("is_head"));
      assertEquals(Json.port(node, "raylet", "node-manager"), listed.path("node-manager").asInt());
      assertEquals(
          Json.port(node, "raylet", "object-manager"), listed.path("object-manager").asInt());
      assertEquals(
          Json.port(node, "runtime-env-agent", "http"), listed.path("runtime-env-agent").asInt());
    }
  }

  @Test
  void the_real_ray_is_refused_without_the_token_and_with_a_wrong_one() throws IOException {
    RayClient ray = RayClient.of(BOX, head);
    Outcome without = ray.run(Map.of("RAY_AUTH_MODE", "disabled"), "nodes");
    assertNotEquals(0, without.code(), without::toString);
    Path wrong = Files.writeString(BOX.file("wrong-token"), "0".repeat(64));
    Outcome refused =
        ray.run(Map.of("RAY_AUTH_MODE", "token", "RAY_AUTH_TOKEN_PATH", wrong.toString()), "nodes");
    assertNotEquals(0, refused.code(), refused::toString);
  }

  @Test
  void the_real_ray_puts_and_gets_what_it_put() {
    JsonNode answer = RayClient.of(BOX, head).run("kv", "color", "green").done().json();
    assertEquals("green", answer.path("got").asString());
    assertEquals("color", answer.path("keys").get(0).asString());
    assertEquals(1, answer.path("deleted").asInt());
    assertFalse(answer.path("left").asBoolean());
  }

  @Test
  void a_worker_without_the_token_is_told_so() throws IOException {
    Path wrong = Files.writeString(BOX.file("another-token"), "0".repeat(64));
    Outcome start =
        BOX.json(
            "start",
            "--address=" + head.path("address").asString(),
            "--token-file",
            wrong.toString(),
            "--name",
            "w2");
    start.expectError(ExitCode.REFUSED, "token");
    assertEquals(List.of(), Processes.ofNode(BOX.root(), "w2"));
  }

  private static Map<String, JsonNode> byId(JsonNode nodes) {
    Map<String, JsonNode> byId = new HashMap<>();
    nodes.forEach(node -> byId.put(node.path("node_id").asString(), node));
    return byId;
  }
}
