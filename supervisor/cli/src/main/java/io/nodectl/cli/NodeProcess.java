package io.nodectl.cli;

import io.nodectl.node.Session;
import io.nodectl.spawn.ProcessTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One process of a node.
///
/// @param role a component's name, `supervisor`, `guardian`, or the program's name of a process
///     that a component started
/// @param state that of the component, or of the process
/// @param ports numbers by name
record NodeProcess(String role, long pid, String state, Memory memory, ObjectNode ports) {
  /// What a process takes of the machine's memory, in KiB; 0 if it is not known.
  ///
  /// @param pss its pages, shared ones in parts
  /// @param rss its pages, shared ones in full
  record Memory(long pss, long rss) {
    private static final long KIB_PER_MIB = 1024;

    String forPeople() {
      return (pss > 0 ? pss : rss) / KIB_PER_MIB + " MiB";
    }
  }

  /// All processes of a node that runs, in the order of its status object.
  static List<NodeProcess> all(JsonNode status) {
    long supervisor = status.path("supervisor").path("pid").asLong();
    Map<Long, JsonNode> components = new HashMap<>();
    status.path("components").forEach(c -> components.put(c.path("pid").asLong(0), c));
    List<NodeProcess> processes = new ArrayList<>();
    ProcFacts.of(supervisor).ifPresent(facts -> addGuardian(facts.parent(), status, processes));
    add(supervisor, "supervisor", processes);
    for (long pid : ProcessTree.descendants(supervisor)) {
      JsonNode component = components.get(pid);
      if (component == null) {
        add(pid, ProcessTree.nameOf(pid).orElse("?"), processes);
      } else {
        addComponent(pid, component, processes);
      }
    }
    return processes;
  }

  /// The parent is the guardian if it belongs to the session; under systemd there is none.
  private static void addGuardian(long parent, JsonNode status, List<NodeProcess> processes) {
    String variable = Session.VARIABLE + "=" + status.path("session").asString("");
    if (ProcFacts.hasInEnvironment(parent, variable)) {
      add(parent, "guardian", processes);
    }
  }

  private static void add(long pid, String role, List<NodeProcess> processes) {
    Optional<ProcFacts> facts = ProcFacts.of(pid);
    facts.ifPresent(
        found ->
            processes.add(
                new NodeProcess(
                    role,
                    pid,
                    found.state(),
                    found.memory(),
                    JsonNodeFactory.instance.objectNode())));
  }

  private static void addComponent(long pid, JsonNode component, List<NodeProcess> processes) {
    Optional<ProcFacts> facts = ProcFacts.of(pid);
    facts.ifPresent(
        found ->
            processes.add(
                new NodeProcess(
                    component.path("name").asString(""),
                    pid,
                    found.isSuspended() ? found.state() : component.path("state").asString(""),
                    found.memory(),
                    (ObjectNode) component.path("ports"))));
  }

  ObjectNode asJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("role", role);
    json.put("pid", pid);
    json.put("state", state);
    json.put("pss_kib", memory.pss());
    json.put("rss_kib", memory.rss());
    json.set("ports", ports);
    return json;
  }
}
