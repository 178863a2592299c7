package io.nodectl.it;

import static io.nodectl.it.Eventually.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
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
  private static final Duration A_DRIVER_TAKES = Duration.ofMinutes(2);

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
    for (int i = 0; i < KILLS; i++) {
      String round = "round " + i;
      within(
          A_DRIVER_TAKES,
          () -> driver.isOver() || driver.stderrSoFar().contains(round),
          driver::stderrSoFar);
      Signals.send("KILL", Json.pid(BOX.status("head"), "gcs-server"));
    }
    JsonNode seen = driver.await().done().json();
    assertEquals("[%d,%d]".formatted(ROUNDS + 1, ROUNDS + 1), seen.path("old").toString());
    assertEquals("[1,2,3,4,5,6]", seen.path("made").toString());
    assertEquals(KILLS, HeadForRay.gcs(BOX).path("restarts").asInt());
  }

  private static RayClient client() {
    return RayClient.of(BOX, head);
  }
}
