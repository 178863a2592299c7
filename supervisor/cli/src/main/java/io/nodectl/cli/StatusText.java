package io.nodectl.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A status object for people.
final class StatusText {
  private StatusText() {}

  /// All lines.
  ///
  /// @param runs whether somebody answers for the node now
  /// @param now the time that ages are counted from
  static List<String> lines(JsonNode status, boolean runs, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "node '%s' %s"
            .formatted(status.path("name").asString(""), verb(status.path("state").asString(""))));
    lines.add("  role        " + role(status.path("head")));
    lines.add("  address     " + status.path("address").asString("-"));
    lines.add("  node id     " + status.path("node_id").asString("-"));
    lines.add("  session     " + status.path("session").asString("-"));
    lines.add("  auth        " + auth(status.path("auth")));
    if (runs) {
      lines.add("  supervisor  " + supervisor(status.path("supervisor")));
    }
    lines.add("");
    lines.addAll(components(status.path("components"), now).lines());
    addHistories(status.path("components"), now, lines);
    addError(status.path("error"), lines);
    return lines;
  }

  private static String role(JsonNode head) {
    if (head.isNull()) {
      return "-";
    }
    return head.asBoolean(false) ? "head" : "worker";
  }

  private static String verb(String state) {
    return state.equals("failed") ? "has failed" : "is " + state;
  }

  private static String auth(JsonNode auth) {
    String mode = auth.path("mode").asString("-");
    String path = auth.path("token_path").asString("");
    return path.isEmpty() ? mode : mode + " (" + path + ")";
  }

  private static String supervisor(JsonNode supervisor) {
    String ports = ports(supervisor.path("ports"));
    String pid = "pid " + supervisor.path("pid").asLong(0);
    return ports.isEmpty() ? pid : pid + ", " + ports;
  }

  private static Table components(JsonNode components, Instant now) {
    Table table = new Table("COMPONENT", "STATE", "SINCE", "PID", "RESTARTS", "PORTS", "REMARK");
    for (JsonNode component : components) {
      String name = component.path("name").asString("");
      table.row(
          name,
          component.path("state").asString(""),
          Ages.since(component.path("since").asString(""), now),
          component.path("pid").asString(""),
          component.path("restarts").asString("0"),
          ports(component.path("ports")),
          remark(name, component));
    }
    return table;
  }

  /// How somebody looks into it, and what there is to say of it.
  private static String remark(String name, JsonNode component) {
    String text = remark(name, component.path("remark").asString(""));
    String debugging = component.path("debugging").asString("");
    String under = debugging.isEmpty() ? "" : "under " + debugging;
    return under.isEmpty() || text.isEmpty() ? under + text : under + "; " + text;
  }

  /// Such as `node-manager 40001, object-manager 40002`.
  static String ports(JsonNode ports) {
    List<String> words = new ArrayList<>();
    ports.forEachEntry((name, number) -> words.add(name + " " + number.asString("none")));
    return String.join(", ", words);
  }

  /// The first line, without the name that the row begins with anyway.
  static String remark(String name, String text) {
    int end = text.indexOf('\n');
    String rest = end < 0 ? text : text.substring(0, end);
    while (rest.startsWith(name + ": ") || rest.startsWith(name + " ")) {
      rest = rest.substring(rest.indexOf(' ', name.length()) + 1);
    }
    return rest;
  }

  /// Why components were started again, and what went wrong with them last.
  private static void addHistories(JsonNode components, Instant now, List<String> lines) {
    List<String> told = new ArrayList<>();
    for (JsonNode component : components) {
      String name = component.path("name").asString("");
      JsonNode restart = component.path("last_restart");
      if (restart.isObject()) {
        told.add(
            "%s was last restarted %s ago: %s"
                .formatted(
                    name,
                    Ages.since(restart.path("at").asString(""), now),
                    remark(name, restart.path("reason").asString("?"))));
      }
      String error = component.path("last_error").asString("");
      if (!error.isEmpty() && !error.equals(restart.path("reason").asString(""))) {
        told.add("last error of %s: %s".formatted(name, remark(name, error)));
      }
    }
    if (!told.isEmpty()) {
      lines.add("");
      lines.addAll(told);
    }
  }

  private static void addError(JsonNode error, List<String> lines) {
    if (error.isMissingNode()) {
      return;
    }
    lines.add("");
    lines.add("Why: " + error.path("message").asString(""));
    for (JsonNode line : error.path("log_tail")) {
      lines.add("  | " + line.asString(""));
    }
  }
}
