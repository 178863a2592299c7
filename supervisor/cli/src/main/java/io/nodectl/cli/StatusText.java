package io.nodectl.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A status object for people.
final class StatusText {
  private StatusText() {}

  static List<String> lines(JsonNode status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "node '%s' is %s"
            .formatted(status.path("name").asString(""), status.path("state").asString("")));
    lines.add("  role        " + (status.path("head").asBoolean(false) ? "head" : "worker"));
    lines.add("  address     " + status.path("address").asString("-"));
    lines.add("  node id     " + status.path("node_id").asString("-"));
    lines.add("  session     " + status.path("session").asString("-"));
    lines.add("  auth        " + auth(status.path("auth")));
    lines.add("  supervisor  pid " + status.path("supervisor").path("pid").asLong(0));
    lines.add("");
    lines.addAll(components(status.path("components")).lines());
    addError(status.path("error"), lines);
    return lines;
  }

  private static String auth(JsonNode auth) {
    String mode = auth.path("mode").asString("-");
    String path = auth.path("token_path").asString("");
    return path.isEmpty() ? mode : mode + " (" + path + ")";
  }

  private static Table components(JsonNode components) {
    Table table = new Table("COMPONENT", "STATE", "PID", "RESTARTS", "PORTS", "REMARK");
    for (JsonNode component : components) {
      table.row(
          component.path("name").asString(""),
          component.path("state").asString(""),
          component.path("pid").asString(""),
          component.path("restarts").asString("0"),
          ports(component.path("ports")),
          firstLine(component.path("remark").asString("")));
    }
    return table;
  }

  /// Such as `node-manager 40001, object-manager 40002`.
  static String ports(JsonNode ports) {
    List<String> words = new ArrayList<>();
    ports.forEachEntry((name, number) -> words.add(name + " " + number.asString("none")));
    return String.join(", ", words);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
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
