package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Workers whose head goes and comes back at the same address.
class RejoinIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_worker_outlives_a_restart_of_its_head() {
    JsonNode worker = startedWithHead();
    box.nodectl("stop", "--name", "head").done();
    JsonNode head = box.json("start", "--head").done().json();
    awaitAlive(worker);
    assertEquals("ALIVE", states().get(id(head)));
    assertUntouched(worker);
    box.stopAll();
  }

  @Test
  void a_worker_joins_its_head_again_when_that_begins_anew() {
    JsonNode worker = startedWithHead();
    box.nodectl("stop", "--name", "head").done();
    box.json("start", "--head", "--fresh").done();
    awaitAlive(worker);
    assertEquals(2, states().size());
    assertUntouched(worker);
    box.stopAll();
  }

  private JsonNode startedWithHead() {
    JsonNode head = box.json("start", "--head").done().json();
    return box.json("start", "--address=" + head.path("address").asString()).done().json();
  }

  private void awaitAlive(JsonNode worker) {
    Eventually.eventually(
        () -> "ALIVE".equals(states().get(id(worker))), () -> "nodes: " + states());
  }

  private void assertUntouched(JsonNode worker) {
    JsonNode now = box.status("worker");
    assertEquals("ready", now.path("state").asString());
    assertEquals(id(worker), id(now));
    assertEquals(Json.pid(worker, "raylet"), Json.pid(now, "raylet"));
  }

  private Map<String, String> states() {
    return Json.statesById(box.json("nodes", "--name", "head").done());
  }

  private static String id(JsonNode node) {
    return node.path("node_id").asString();
  }
}
