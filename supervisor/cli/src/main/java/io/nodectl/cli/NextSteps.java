package io.nodectl.cli;

import io.nodectl.node.CalledAs;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The result of a start for people: what there is, and what can be done with it.
final class NextSteps {
  private NextSteps() {}

  /// All lines.
  ///
  /// @param command what a person types to run nodectl
  static List<String> lines(JsonNode status, String command) {
    String name = status.path("name").asString("");
    String address = status.path("address").asString("");
    boolean head = status.path("head").asBoolean(false);
    List<String> lines = new ArrayList<>();
    lines.add("node '%s' is ready".formatted(name));
    lines.add("  address   " + (address.isEmpty() ? "-" : address));
    lines.add("  node id   " + status.path("node_id").asString("-"));
    lines.add("  session   " + status.path("session").asString("-"));
    lines.add("");
    lines.add("Next:");
    if (head && !address.isEmpty()) {
      lines.add(
          "  join another node    %s start --address=%s --name w1".formatted(command, address));
    }
    if (!address.isEmpty()) {
      lines.add("  see the cluster      %s nodes".formatted(command));
      lines.addAll(exports(status.path("auth")));
    }
    if (head && isLoopback(address)) {
      lines.addAll(loopbackHint());
    }
    lines.addAll(debuggers(status.path("components")));
    lines.add("  stop this node       %s stop --name %s".formatted(command, name));
    return lines;
  }

  /// Whether that is an address, with or without a port, at which only this host is reached.
  static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.startsWith("[::1]") || address.equals("::1");
  }

  /// Ray 2.60's commands replace a loopback address by the host's own one, where nothing listens
  /// then.
  private static List<String> loopbackHint() {
    return List.of(
        "                       Ray's own commands (ray status) never call 127.0.0.1, but this host's",
        "                       other address: start with --node-ip-address=auto to have them work");
  }

  /// How to attach to the components that can be attached to.
  private static List<String> debuggers(JsonNode components) {
    List<String> lines = new ArrayList<>();
    for (JsonNode component : components) {
      int port = component.path("ports").path("jdwp").asInt(0);
      if (port != 0) {
        lines.add(
            "  debug %-14s jdb -attach 127.0.0.1:%d"
                .formatted(component.path("name").asString(""), port));
      }
    }
    return lines;
  }

  /// What Ray's own tools need to be let in.
  private static List<String> exports(JsonNode auth) {
    if (!auth.path("mode").asString("").equals("token")) {
      return List.of();
    }
    String path = auth.path("token_path").asString("");
    String mode = "  let Ray's tools in   export RAY_AUTH_MODE=token";
    return path.isEmpty()
        ? List.of(mode)
        : List.of(
            mode,
            "                       export RAY_AUTH_TOKEN_PATH=" + CalledAs.shellQuoted(path));
  }
}
