package io.nodectl.it;

import static io.nodectl.it.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Components that live but do nothing any more, and askers that were away themselves.
class LivenessIT {
  private static final int MISSES = 3;
  private static final Duration PERIOD = Duration.ofSeconds(1);

  @RegisterExtension final Sandbox box = new Sandbox();

  @Test
  void a_stopped_component_is_found_dead_and_started_again() {
    long deaf = Json.pid(up(), "web");
    Signals.send("STOP", deaf);
    eventually(
        () -> {
          JsonNode web = Json.component(box.status("n"), "web");
          return web.path("restarts").asInt() == 1 && web.path("state").asString().equals("ready");
        },
        () -> box.status("n").toString());
    JsonNode web = Json.component(box.status("n"), "web");
    assertNotEquals(deaf, web.path("pid").asLong());
    assertTrue(
        web.path("last_restart").path("reason").asString().contains("liveness"), web::toString);
    assertEquals(0, restarts("other"));
    box.stopAll();
  }

  @Test
  void one_that_goes_on_before_its_last_chance_is_left_alone() {
    long web = Json.pid(up(), "web");
    Signals.send("STOP", web);
    pass(PERIOD.multipliedBy(MISSES - 1));
    Signals.send("CONT", web);
    pass(PERIOD.multipliedBy(MISSES + 1));
    assertEquals(0, restarts("web"));
    assertEquals(web, Json.pid(box.status("n"), "web"));
    box.stopAll();
  }

  @Test
  void a_pause_of_the_supervisor_itself_costs_nobody_anything() {
    JsonNode node = up();
    long supervisor = box.supervisor("n").orElseThrow();
    Signals.send("STOP", supervisor);
    pass(PERIOD.multipliedBy(2 * MISSES + 2));
    Signals.send("CONT", supervisor);
    pass(PERIOD.multipliedBy(MISSES + 1));
    JsonNode after = box.status("n");
    assertEquals("ready", after.path("state").asString(), after::toString);
    for (String name : new String[] {"web", "other"}) {
      assertEquals(0, restarts(name));
      assertEquals(Json.pid(node, name), Json.pid(after, name));
    }
    box.stopAll();
  }

  private JsonNode up() {
    Path plan = box.plan(asked("web"), asked("other"));
    return box.nodectl(Sandbox.startOf(plan, "n")).done().json();
  }

  private static Component asked(String name) {
    return Component.child(name, "bind", "main", "serve-http", "report", "ready", "wait")
        .restartable()
        .askedByHttp("main", PERIOD, MISSES);
  }

  private int restarts(String name) {
    return Json.component(box.status("n"), name).path("restarts").asInt();
  }

  /// These tests are about time that passes while nothing happens.
  private static void pass(Duration time) {
    Eventually.becomesTrue(time, () -> false);
  }
}
