package io.nodectl.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A trace for people.
final class TraceText {
  private static final int WIDTH = 40;

  private TraceText() {}

  /// All lines.
  ///
  /// @param trace with `start` and `restarts`
  static List<String> lines(String node, JsonNode trace) {
    List<String> lines = new ArrayList<>();
    JsonNode start = trace.path("start");
    double ready = start.path("ready_ms").asDouble(0);
    lines.add(
        "start of node '%s' at %s: over after %s"
            .formatted(node, start.path("started_at").asString("?"), seconds(ready)));
    lines.add("");
    lines.addAll(start(start.path("components"), ready).lines());
    if (!trace.path("restarts").isEmpty()) {
      lines.add("");
      lines.add("restarts, in ms since the death:");
      lines.add("");
      lines.addAll(restarts(trace.path("restarts")).lines());
    }
    return lines;
  }

  private static Table start(JsonNode components, double end) {
    Table table =
        new Table(
            "COMPONENT", "0 .. " + seconds(end), "LAUNCHED", "BOUND", "WIRED", "READY", "AOT");
    for (Map.Entry<String, JsonNode> component : components.properties()) {
      JsonNode times = component.getValue();
      table.row(
          component.getKey(),
          bar(times, 0, end),
          millis(times.path("launched_ms"), 0),
          millis(times.path("bound_ms"), 0),
          wired(times.path("wired_ms"), 0),
          millis(times.path("ready_ms"), 0),
          times.has("aot") ? times.path("aot").asBoolean(false) ? "yes" : "no" : "");
    }
    return table;
  }

  private static Table restarts(JsonNode restarts) {
    double longest = 0;
    for (JsonNode restart : restarts) {
      longest = Math.max(longest, end(restart) - begin(restart));
    }
    Table table =
        new Table(
            "COMPONENT",
            "0 .. " + seconds(longest),
            "DECIDED",
            "LAUNCHED",
            "BOUND",
            "WIRED",
            "READY",
            "WHY");
    for (JsonNode restart : restarts) {
      double died = begin(restart);
      String name = restart.path("component").asString("?");
      table.row(
          name + " (" + restart.path("generation").asInt(0) + ")",
          bar(restart, died, died + longest),
          millis(restart.path("decided_ms"), died),
          millis(restart.path("launched_ms"), died),
          millis(restart.path("bound_ms"), died),
          wired(restart.path("wired_ms"), died),
          millis(restart.path("ready_ms"), died),
          StatusText.remark(name, restart.path("reason").asString("")));
    }
    return table;
  }

  /// A restart that was asked for may have no death.
  private static double begin(JsonNode restart) {
    return restart.path("died_ms").asDouble(restart.path("decided_ms").asDouble(0));
  }

  private static double end(JsonNode restart) {
    return restart.path("ready_ms").asDouble(restart.path("bound_ms").asDouble(begin(restart)));
  }

  /// Such as `..----====....`.
  ///
  /// @param from the time in ms at its left end
  /// @param to the time in ms at its right end
  static String bar(JsonNode times, double from, double to) {
    double launched = times.path("launched_ms").asDouble(to);
    double bound = times.path("bound_ms").asDouble(to);
    double ready = times.path("ready_ms").asDouble(to);
    StringBuilder bar = new StringBuilder();
    for (int i = 0; i < WIDTH; i++) {
      double at = from + (to - from) * (i + 0.5) / WIDTH;
      bar.append(at < launched || at >= ready ? '.' : at < bound ? '-' : '=');
    }
    return bar.toString();
  }

  /// When it was told of the last of its peers.
  private static String wired(JsonNode peers, double from) {
    double last = -1;
    for (JsonNode peer : peers) {
      last = Math.max(last, peer.asDouble(-1));
    }
    return last < 0 ? "" : number(last - from);
  }

  private static String millis(JsonNode time, double from) {
    return time.isNumber() ? number(time.asDouble(0) - from) : "";
  }

  private static String number(double millis) {
    return String.format(Locale.ROOT, "%.1f", millis);
  }

  private static String seconds(double millis) {
    return Words.seconds(Duration.ofMillis(Math.round(millis)));
  }
}
