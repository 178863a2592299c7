package io.nodectl.node;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What happened when during a start, in milliseconds since the supervisor's main began. Kept in
/// the session folder.
final class StartTrace {
  private final Instant startedAt;
  private final long origin;
  private final ObjectNode components = JsonNodeFactory.instance.objectNode();
  private double readyMillis;

  StartTrace(Instant startedAt, long originNanos) {
    this.startedAt = startedAt;
    this.origin = originNanos;
  }

  void launched(String component, long nanos) {
    component(component).put("launched_ms", millis(nanos));
  }

  /// The component has bound its ports.
  ///
  /// @param reported when the report was read
  /// @param checked when the owner check was done
  void bound(String component, long reported, long checked) {
    component(component).put("bound_ms", millis(reported)).put("checked_ms", millis(checked));
  }

  void wired(String component, String peer, long nanos) {
    component(component).withObject("wired_ms").put(peer, millis(nanos));
  }

  /// The component serves.
  void ready(String component, long nanos) {
    component(component).put("ready_ms", millis(nanos));
  }

  /// Whether the component's JVM runs from the distribution's AOT cache.
  void aot(String component, boolean used) {
    component(component).put("aot", used);
  }

  void nodeReady(long nanos) {
    readyMillis = millis(nanos);
  }

  void write(Session session) throws ProblemException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("v", 1).put("started_at", startedAt.toString()).put("ready_ms", readyMillis);
    json.set("components", components);
    WholeFile.write(session.startTrace(), JsonText.pretty(json).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode component(String name) {
    return components.withObject(name);
  }

  private double millis(long nanos) {
    return Math.round((nanos - origin) / 1e3) / 1e3;
  }
}
