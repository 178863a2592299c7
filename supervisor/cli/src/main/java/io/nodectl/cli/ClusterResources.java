package io.nodectl.cli;

import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.GangResourceRequest;
import io.nodectl.messages.ray.autoscaler.NodeState;
import io.nodectl.messages.ray.autoscaler.NodeStatus;
import io.nodectl.messages.ray.autoscaler.ResourceRequestByCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The resources of a cluster, rendered.
///
/// @param all dead nodes and the names that placement groups make up as well
/// @param limit how many nodes to show at most
record ClusterResources(boolean all, long limit) {

  private static final double GIBIBYTE = 1L << 30;

  /// What stands in the names of what a placement group has reserved.
  private static final String GROUP = "_group_";

  /// Every node has one of itself; it says nothing.
  private static final String NODE = "node:";

  Listing listing(ClusterResourceState state) {
    List<NodeState> nodes =
        state.getNodeStatesList().stream()
            .filter(node -> all || node.getStatus() != NodeStatus.DEAD)
            .toList();
    List<NodeState> shown = nodes.stream().limit(limit).toList();
    List<String> lines = new ArrayList<>(table(shown).lines());
    lines.addAll(waiting(state));
    return new Listing(json(shown, state), lines, cut(shown.size(), nodes.size()));
  }

  private static Optional<String> cut(int shown, int total) {
    return shown < total
        ? Optional.of("note: these are %d of %d: see --limit".formatted(shown, total))
        : Optional.empty();
  }

  private Table table(List<NodeState> nodes) {
    int length = Ids.prefixLength(nodes.stream().map(ClusterResources::id).toList());
    Table table = new Table("NODE ID", "IP", "STATUS", "USED / TOTAL");
    for (NodeState node : nodes) {
      table.row(
          Ids.shortened(id(node), length),
          node.getNodeIpAddress(),
          node.getStatus().name(),
          amounts(node));
    }
    return table;
  }

  private String amounts(NodeState node) {
    return new TreeMap<>(node.getTotalResourcesMap())
        .entrySet().stream()
            .filter(entry -> all || !isMadeUp(entry.getKey()))
            .map(entry -> amount(entry, node))
            .collect(Collectors.joining(", "));
  }

  private static boolean isMadeUp(String name) {
    return name.contains(GROUP) || name.startsWith(NODE);
  }

  private static String amount(Map.Entry<String, Double> total, NodeState node) {
    String name = total.getKey();
    double free = node.getAvailableResourcesMap().getOrDefault(name, 0.0);
    return name.contains("memory")
        ? "%s %s/%s GiB"
            .formatted(
                name,
                number((total.getValue() - free) / GIBIBYTE),
                number(total.getValue() / GIBIBYTE))
        : "%s %s/%s".formatted(name, number(total.getValue() - free), number(total.getValue()));
  }

  /// At most two digits after the point, and none that say nothing.
  private static String number(double value) {
    long hundredths = Math.round(value * 100);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }

  /// What Ray's nodes and placement groups wait for, a line each.
  static List<String> waiting(ClusterResourceState state) {
    List<String> lines = new ArrayList<>();
    for (ResourceRequestByCount request : state.getPendingResourceRequestsList()) {
      lines.add(
          "waiting: %d x %s"
              .formatted(request.getCount(), request.getRequest().getResourcesBundleMap()));
    }
    for (GangResourceRequest gang : state.getPendingGangResourceRequestsList()) {
      lines.add("waiting: placement group " + gang.getDetails());
    }
    return lines;
  }

  private static ObjectNode json(List<NodeState> nodes, ClusterResourceState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("nodes");
    nodes.forEach(node -> rows.add(json(node)));
    json.setAll(waitingJson(state));
    return json;
  }

  /// The same for programs.
  static ObjectNode waitingJson(ClusterResourceState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode requests = json.putArray("pending_requests");
    for (ResourceRequestByCount request : state.getPendingResourceRequestsList()) {
      ObjectNode row = requests.addObject();
      row.put("count", request.getCount());
      row.set("resources", json(request.getRequest().getResourcesBundleMap()));
    }
    ArrayNode gangs = json.putArray("pending_placement_groups");
    for (GangResourceRequest gang : state.getPendingGangResourceRequestsList()) {
      ObjectNode row = gangs.addObject();
      row.put("details", gang.getDetails());
      ArrayNode bundles = row.putArray("bundles");
      gang.getRequestsList().forEach(bundle -> bundles.add(json(bundle.getResourcesBundleMap())));
    }
    return json;
  }

  private static ObjectNode json(NodeState node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("node_id", id(node));
    json.put("ip", node.getNodeIpAddress());
    json.put("status", node.getStatus().name());
    json.put("idle", node.getIdleDurationMs() > 0);
    json.set("total", json(node.getTotalResourcesMap()));
    json.set("available", json(node.getAvailableResourcesMap()));
    ObjectNode labels = json.putObject("labels");
    new TreeMap<>(node.getLabelsMap()).forEach(labels::put);
    ArrayNode activity = json.putArray("activity");
    node.getNodeActivityList().forEach(activity::add);
    return json;
  }

  private static ObjectNode json(Map<String, Double> amounts) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(amounts).forEach(json::put);
    return json;
  }

  private static String id(NodeState node) {
    return Ids.hex(node.getNodeId());
  }
}
