package io.nodectl.cli;

import io.nodectl.node.Session;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.ProcessUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Finds the processes of a node that runs.
final class NodeProcesses {
  private final JsonNode status;
  private final Map<Long, JsonNode> components = new LinkedHashMap<>();
  private final List<NodeProcess> found = new ArrayList<>();

  private NodeProcesses(JsonNode status) {
    this.status = status;
    status.path("components").forEach(c -> components.put(c.path("pid").asLong(0), c));
  }

  /// All of them: parents before their children, components in the order of the status object.
  static List<NodeProcess> of(JsonNode status) {
    NodeProcesses processes = new NodeProcesses(status);
    processes.find();
    return processes.found;
  }

  private void find() {
    long supervisor = status.path("supervisor").path("pid").asLong(0);
    long above = ProcessUsage.of(supervisor).map(ProcessUsage::parent).orElse(0L);
    int depth = 0;
    if (isGuardian(above)) {
      add(above, "guardian", MissingNode.getInstance(), depth);
      depth++;
    }
    add(supervisor, "supervisor", status.path("supervisor"), depth);
    for (long child : inOrder(ProcessTree.children(supervisor))) {
      JsonNode component = components.get(child);
      if (component == null) {
        addTree(child, nameOf(child), MissingNode.getInstance(), depth + 1);
      } else {
        addTree(child, component.path("name").asString(""), component, depth + 1);
      }
    }
  }

  /// Components first and in their order.
  private List<Long> inOrder(List<Long> children) {
    List<Long> sorted = new ArrayList<>(components.keySet());
    sorted.retainAll(children);
    children.stream().filter(child -> !components.containsKey(child)).forEach(sorted::add);
    return sorted;
  }

  private void addTree(long pid, String role, JsonNode about, int depth) {
    add(pid, role, about, depth);
    for (long child : ProcessTree.children(pid)) {
      addTree(child, nameOf(child), MissingNode.getInstance(), depth + 1);
    }
  }

  private void add(long pid, String role, JsonNode about, int depth) {
    ProcessUsage.of(pid)
        .ifPresent(usage -> found.add(new NodeProcess(role, pid, depth, usage, about)));
  }

  private static String nameOf(long pid) {
    return ProcessTree.nameOf(pid).orElse("?");
  }

  /// The parent is the guardian if it belongs to the session; under systemd there is none.
  private boolean isGuardian(long parent) {
    String variable = Session.VARIABLE + "=" + status.path("session").asString("");
    try {
      Path environment = Path.of("/proc", Long.toString(parent), "environ");
      String text = Files.readString(environment, StandardCharsets.ISO_8859_1);
      return Arrays.asList(text.split("\0", -1)).contains(variable);
    } catch (IOException goneOrForbidden) {
      return false;
    }
  }
}
