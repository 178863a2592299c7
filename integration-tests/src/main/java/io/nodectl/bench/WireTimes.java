package io.nodectl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Reads from a start trace how long it took from a component's report to each dependent's wire.
final class WireTimes {
  private WireTimes() {}

  /// One value in milliseconds for each dependent and peer.
  ///
  /// @param trace `start-trace.json` of a session
  static List<Double> millis(JsonNode trace) {
    JsonNode components = trace.path("components");
    List<Double> millis = new ArrayList<>();
    for (Map.Entry<String, JsonNode> dependent : components.properties()) {
      for (Map.Entry<String, JsonNode> wired : dependent.getValue().path("wired_ms").properties()) {
        JsonNode bound = components.path(wired.getKey()).path("bound_ms");
        if (bound.isNumber()) {
          millis.add(wired.getValue().asDouble() - bound.asDouble());
        }
      }
    }
    return millis;
  }
}
