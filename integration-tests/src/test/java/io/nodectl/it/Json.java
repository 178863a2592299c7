package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Short ways into the objects that commands print.
final class Json {
  private Json() {}

  static JsonNode parse(String text) {
    return JsonMapper.shared().readTree(text);
  }

  static Set<String> keys(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }

  /// The component of that name in a status object.
  static JsonNode component(JsonNode status, String name) {
    for (JsonNode component : status.path("components")) {
      if (component.path("name").asString().equals(name)) {
        return component;
      }
    }
    return fail("no component " + name + " in " + status);
  }

  /// The state of each node that `nodectl nodes` listed.
  static Map<String, String> statesById(Outcome nodes) {
    Map<String, String> states = new HashMap<>();
    nodes
        .json()
        .forEach(
            node -> states.put(node.path("node_id").asString(), node.path("state").asString()));
    return states;
  }

  static int port(JsonNode status, String component, String port) {
    return component(status, component).path("ports").path(port).asInt();
  }

  static long pid(JsonNode status, String component) {
    return component(status, component).path("pid").asLong();
  }

  /// Fails the test unless both status objects are of one node in one state. The supervisor opens a
  /// port of its own after the start, which only the later one knows, and components go on saying
  /// what they do.
  static void assertSame(JsonNode started, JsonNode seen) {
    for (String key : List.of("state", "address", "node_id", "session")) {
      assertEquals(started.path(key), seen.path(key), key);
    }
    assertEquals(withoutRemarks(started), withoutRemarks(seen));
  }

  private static JsonNode withoutRemarks(JsonNode status) {
    JsonNode components = status.path("components").deepCopy();
    components.forEach(component -> ((ObjectNode) component).remove("remark"));
    return components;
  }
}
