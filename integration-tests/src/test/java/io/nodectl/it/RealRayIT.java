package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/// An unmodified Ray on a head of ours: its raylet joins, its drivers run tasks and actors.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealRayIT {
  private static final int ROUNDS = 6;
  private static final int KILLS = 3;

  @RegisterExtension static final Sandbox BOX = new Sandbox();

  private static JsonNode head = JsonMapper.shared().nullNode();
  private static @Nullable RealRayNode node;

  @BeforeAll
  static void a_node_of_ray_joins_a_head_of_ours() {
    head = HeadForRay.start(BOX);
    node = RealRayNode.join(BOX, client());
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
    BOX.stopWhatRuns();
  }

  @Test
  @Order(1)
  void its_driver_runs_tasks_and_actors_of_all_kinds() {
    JsonNode seen = client().driver("everything").await().done().json();
    RayDriver.assertEverything(seen);
  }

  @Test
  @Order(2)
  void a_detached_actor_outlives_its_driver() {
    assertEquals(102, client().driver("detached").await().done().json().path("value").asInt());
  }

  @Test
  @Order(3)
  void gcs_server_may_die_in_the_middle_of_it() {
    Running driver = client().driver("rounds", Integer.toString(ROUNDS));
    HeadForRay.killGcsAfterRounds(BOX, driver, KILLS);
    JsonNode seen = driver.await().done().json();
    assertEquals("[%d,%d]".formatted(ROUNDS + 1, ROUNDS + 1), seen.path("old").toString());
    assertEquals("[1,2,3,4,5,6]", seen.path("made").toString());
    assertEquals("[1,2,3,4,5,6]", seen.path("grouped").toString());
    assertEquals(ROUNDS + 1, seen.path("processes").asInt());
    assertEquals(KILLS, HeadForRay.gcs(BOX).path("restarts").asInt());
  }

  @Test
  @Order(4)
  void a_java_driver_runs_tasks_and_actors_while_gcs_server_dies() {
    Running driver = JavaDriver.of(BOX).begin(client(), "4");
    HeadForRay.killGcsAfterRounds(BOX, driver, KILLS);
    JsonNode seen = JavaDriver.seen(driver.await().done());
    assertEquals("[0,2,4,6,8]", seen.path("sums").toString());
    assertEquals(1_000_000, seen.path("object").asInt());
    assertEquals("[6,11,7,11,8,11,9,11]", seen.path("values").toString());
    assertEquals(6, seen.path("again").asInt());
    assertTrue(seen.path("gone").asBoolean());
  }

  private static RayClient client() {
    return RayClient.of(BOX, head);
  }
}
