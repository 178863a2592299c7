package io.nodectl.cli;

import io.nodectl.spawn.ProcessUsage;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One process of a node.
///
/// @param role a component's name, `supervisor`, `guardian`, or the program's name of a process
///     that a component started
/// @param depth how far it stands below the first one of the node
/// @param about what the node's status says of it; missing for what a component started
record NodeProcess(String role, long pid, int depth, ProcessUsage usage, JsonNode about) {
  private static final long KIB_PER_MIB = 1024;

  /// That of the component unless its process says otherwise, else that of the process.
  String state() {
    if (usage.isSuspended()) {
      return "suspended";
    }
    return usage.isDead() ? "dead" : about.path("state").asString("running");
  }

  JsonNode ports() {
    JsonNode ports = about.path("ports");
    return ports.isObject() ? ports : JsonNodeFactory.instance.objectNode();
  }

  /// How often it was started; empty for what is no component.
  Optional<Integer> generation() {
    return about.has("generation")
        ? Optional.of(about.path("generation").asInt(0))
        : Optional.empty();
  }

  /// Such as `42 MiB`.
  String memory() {
    return (usage.pssKib() > 0 ? usage.pssKib() : usage.rssKib()) / KIB_PER_MIB + " MiB";
  }

  /// Such as `1.25 s` or `3 min`.
  String cpuTime() {
    Duration cpu = usage.cpu();
    return cpu.toMinutes() > 0 ? cpu.toMinutes() + " min" : Words.seconds(cpu);
  }

  /// Such as `0.4 %`.
  String cpuShare() {
    return Math.round(usage.cpuPercent() * 10) / 10.0 + " %";
  }

  ObjectNode asJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("role", role);
    json.put("pid", pid);
    json.put("parent", usage.parent());
    json.put("state", state());
    json.put("pss_kib", usage.pssKib());
    json.put("rss_kib", usage.rssKib());
    json.put("cpu_ms", usage.cpu().toMillis());
    json.put("cpu_percent", Math.round(usage.cpuPercent() * 100) / 100.0);
    json.put("age_ms", usage.age().toMillis());
    generation()
        .ifPresent(
            number ->
                json.put("generation", number).put("restarts", about.path("restarts").asInt(0)));
    json.set("ports", ports());
    return json;
  }
}
