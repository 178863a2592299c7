package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// What a driver of Ray has seen, by `ray_driver.py`.
final class RayDriver {
  private RayDriver() {}

  /// Fails the test unless all went as on a Ray of its own, with one node of four processors.
  static void assertEverything(JsonNode seen) {
    assertEquals(4, seen.path("cpus").asInt());
    assertEquals("[0,2,4,6,8]", seen.path("tasks").toString());
    assertEquals("[6,7]", seen.path("actor").toString());
    assertEquals(1_000_000, seen.path("object").asInt());
    assertEquals(101, seen.path("detached").asInt());
    JsonNode restarted = seen.path("restart");
    assertTrue(restarted.path("other_process").asBoolean(), restarted::toString);
    assertEquals(1, restarted.path("value").asInt());
    JsonNode named = seen.path("named");
    assertEquals(11, named.path("found").asInt());
    assertRaised("ValueError", named.path("again"));
    assertRaised("ActorDiedError", named.path("killed"));
    assertRaised("ValueError", named.path("freed"));
    JsonNode broken = seen.path("broken");
    assertRaised("ActorDiedError", broken);
    assertTrue(broken.toString().contains("it cannot be made"), broken::toString);
    assertEquals(11, seen.path("orphan").path("value").asInt());
    assertRaised("ActorDiedError", seen.path("orphan").path("then"));
  }

  private static void assertRaised(String name, JsonNode error) {
    List<String> classes = error.valueStream().map(JsonNode::asString).toList();
    assertTrue(classes.contains(name), error::toString);
  }
}
