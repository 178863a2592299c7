package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Nodes that leave.
class DepartureIT {
  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_worker_that_is_stopped_is_dead_in_the_table_at_once_and_stop_all_leaves_nothing() {
    JsonNode head = box.json("start", "--head").done().json();
    String address = head.path("address").asString();
    JsonNode worker = box.json("start", "--address=" + address, "--name", "w1").done().json();
    List<Integer> ports = ports(head);

    box.nodectl("stop", "--name", "w1").done();
    assertEquals("DEAD", stateOf(worker, box.json("nodes", "--name", "head").done().json()));
    assertEquals(List.of(), Processes.ofNode(box.root(), "w1"));
    JsonNode status = box.status("head");
    Json.assertSame(head, status);

    box.nodectl("stop", "--all").done();
    assertEquals(List.of(), Leftovers.of(box.root()));
    Collection<Integer> listening = Listeners.everywhere();
    // Another node of these tests may have got one of the numbers by now, but not all of them.
    assertFalse(listening.containsAll(ports), () -> ports + " among " + listening);
    JsonNode down = box.json("status", "--name", "head").expect(ExitCode.NOTHING_THERE).json();
    assertEquals("stopped", down.path("state").asString());
    box.nodectl("stop", "--name", "head").expect(ExitCode.NOTHING_THERE);
  }

  @Test
  void a_worker_whose_head_is_gone_can_still_be_stopped() {
    JsonNode head = box.json("start", "--head").done().json();
    box.nodectl("start", "--address=" + head.path("address").asString()).done();
    box.nodectl("stop", "--name", "head").done();
    box.nodectl("stop", "--name", "worker").done();
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  @Test
  void a_node_that_joins_nobody_fails_with_the_address_it_tried() {
    Outcome start = box.json("start", "--address=127.0.0.1:1", "--timeout", "3");
    assertTrue(start.code() != 0, start::toString);
    assertTrue(start.error().path("message").asString().contains("127.0.0.1:1"), start::toString);
    assertEquals(List.of(), Leftovers.of(box.root()));
  }

  private static String stateOf(JsonNode node, JsonNode nodes) {
    for (JsonNode listed : nodes) {
      if (listed.path("node_id").equals(node.path("node_id"))) {
        return listed.path("state").asString();
      }
    }
    return "not listed";
  }

  private static List<Integer> ports(JsonNode node) {
    List<Integer> ports = new ArrayList<>();
    for (JsonNode component : node.path("components")) {
      component.path("ports").forEach(port -> ports.add(port.asInt()));
    }
    return ports;
  }
}
