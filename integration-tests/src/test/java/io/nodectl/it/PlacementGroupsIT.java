package io.nodectl.it;

import static io.nodectl.it.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Placement groups of an unmodified Ray over two of its nodes, on a head of ours.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlacementGroupsIT {
  private static final Duration A_DRIVER_TAKES = Duration.ofMinutes(2);

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();
  private static @Nullable RealRayNode first;
  private static @Nullable RealRayNode second;

  @BeforeAll
  static void two_nodes_of_ray_join_a_head_of_ours() {
    head = HeadForRay.start(BOX);
    first = RealRayNode.join(BOX, client(), "a", "--num-cpus=3", "--labels=it=a");
    second = RealRayNode.join(BOX, client(), "b", "--num-cpus=2", "--labels=it=b");
  }

  @AfterAll
  static void stop() {
    if (first != null) {
      first.close();
    }
    if (second != null) {
      second.close();
    }
    if (!head.isNull()) {
      BOX.stopAll();
    }
  }

  @Test
  @Order(1)
  void each_strategy_puts_bundles_where_it_says() {
    JsonNode seen = client().groups("strategies").await().done().json();
    assertEquals(1, nodesOf(seen, "PACK").size());
    assertEquals(2, nodesOf(seen, "SPREAD").size());
    assertEquals(1, nodesOf(seen, "STRICT_PACK").size());
    assertEquals(2, nodesOf(seen, "STRICT_SPREAD").size());
    assertEquals(1, nodesOf(seen, "labelled").size());
    assertFalse(seen.path("too_large").asBoolean());
    assertEquals(5, seen.path("cpus").asInt());
    assertEquals(5, seen.path("free").asInt());
  }

  @Test
  @Order(2)
  void ray_status_and_nodectl_resources_show_all_nodes() {
    String status = client().ray("status").done().stdout();
    assertTrue(status.contains("5.0 CPU") || status.contains("CPU"), status);
    List<String> seen =
        BOX.json("resources")
            .done()
            .json()
            .path("nodes")
            .valueStream()
            .map(node -> node.path("total").path("CPU").asString())
            .toList();
    assertEquals(3, seen.size(), seen::toString);
  }

  @Test
  @Order(3)
  void objects_move_from_node_to_node_while_gcs_server_dies() {
    Running driver = client().driver("moves", "4");
    HeadForRay.killGcsAfterRounds(BOX, driver, 2);
    JsonNode seen = driver.await().done().json();
    assertEquals("[16777216,16777216,16777216,16777216]", seen.path("read").toString());
    assertEquals(1, seen.path("readers").asInt());
  }

  @Test
  @Order(4)
  void a_spread_group_is_whole_again_after_a_node_is_killed() {
    Running driver = client().groups("survive");
    within(
        A_DRIVER_TAKES,
        () -> driver.isOver() || driver.stderrSoFar().contains("placed"),
        driver::stderrSoFar);
    if (second != null) {
      second.close();
    }
    JsonNode seen = driver.await().done().json();
    assertEquals("CREATED", seen.path("state").asString());
    assertEquals(2, Set.copyOf(texts(seen.path("before"))).size());
    assertEquals(1, Set.copyOf(texts(seen.path("after"))).size(), seen::toString);
  }

  /// The nodes that hold bundles of a group; its tasks ran there.
  private static Set<String> nodesOf(JsonNode seen, String group) {
    assertEquals(texts(seen.path(group).path("nodes")), texts(seen.path(group).path("ran")));
    return Set.copyOf(texts(seen.path(group).path("nodes")));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).collect(Collectors.toList());
  }

  private static RayClient client() {
    return RayClient.of(BOX, head);
  }
}
