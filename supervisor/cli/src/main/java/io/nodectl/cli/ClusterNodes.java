package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.node.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The nodes of a cluster, rendered.
final class ClusterNodes {
  private static final Comparator<GcsNodeInfo> ORDER =
      Comparator.comparing((GcsNodeInfo node) -> !node.getIsHeadNode())
          .thenComparing(GcsNodeInfo::getState)
          .thenComparingLong(GcsNodeInfo::getStartTimeMs);

  private ClusterNodes() {}

  static ArrayNode asJson(List<GcsNodeInfo> nodes) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (GcsNodeInfo node : sorted(nodes)) {
      ObjectNode json = array.addObject();
      json.put("node_id", id(node));
      json.put("ip", node.getNodeManagerAddress());
      json.put("state", node.getState().name());
      json.put("is_head", node.getIsHeadNode());
      json.set("ports", ports(node));
    }
    return array;
  }

  static Table asTable(List<GcsNodeInfo> nodes) {
    int length = Ids.prefixLength(nodes.stream().map(ClusterNodes::id).toList());
    Table table = new Table("NODE ID", "IP", "STATE", "HEAD", "NAME", "PORTS");
    for (GcsNodeInfo node : sorted(nodes)) {
      String id = id(node);
      table.row(
          Ids.shortened(id, length),
          node.getNodeManagerAddress(),
          node.getState().name(),
          node.getIsHeadNode() ? "yes" : "no",
          node.getNodeName(),
          StatusText.ports(ports(node)));
    }
    return table;
  }

  /// Heads first, the living before the dead, then by age.
  static List<GcsNodeInfo> sorted(List<GcsNodeInfo> nodes) {
    return nodes.stream().sorted(ORDER).toList();
  }

  /// The living node that is meant.
  ///
  /// @param text its name, or its id, or so much of the beginning of that as no other one has; a
  ///     whole name is meant rather than the beginning of an id
  /// @throws ProblemException if it could be none, or several
  static ByteString living(List<GcsNodeInfo> nodes, String text) throws ProblemException {
    List<GcsNodeInfo> named = living(nodes, node -> node.getNodeName().equals(text));
    String digits = text.toLowerCase(Locale.ROOT);
    List<GcsNodeInfo> meant =
        named.isEmpty() ? living(nodes, node -> id(node).startsWith(digits)) : named;
    if (meant.size() == 1) {
      return meant.getFirst().getNodeId();
    }
    throw meant.isEmpty()
        ? Words.problem(
            ExitCode.NOTHING_THERE,
            "no node %s is alive: see 'nodectl nodes --state ALIVE'".formatted(text))
        : Words.problem(
            ExitCode.USAGE,
            "more than one living node %s '%s': %s"
                .formatted(
                    named.isEmpty() ? "begins with" : "is called",
                    text,
                    String.join(", ", meant.stream().map(ClusterNodes::id).toList())));
  }

  private static List<GcsNodeInfo> living(List<GcsNodeInfo> nodes, Predicate<GcsNodeInfo> isMeant) {
    return nodes.stream()
        .filter(node -> node.getState() == GcsNodeState.ALIVE)
        .filter(isMeant)
        .toList();
  }

  private static String id(GcsNodeInfo node) {
    return Ids.hex(node.getNodeId());
  }

  /// The ports that every node has, and those of the others that this one has.
  private static ObjectNode ports(GcsNodeInfo node) {
    ObjectNode ports = JsonNodeFactory.instance.objectNode();
    ports.put("node-manager", node.getNodeManagerPort());
    ports.put("object-manager", node.getObjectManagerPort());
    ports.put("runtime-env-agent", node.getRuntimeEnvAgentPort());
    putIfThere(ports, "metrics-export", node.getMetricsExportPort());
    putIfThere(ports, "metrics-agent", node.getMetricsAgentPort());
    putIfThere(ports, "dashboard-agent-listen", node.getDashboardAgentListenPort());
    return ports;
  }

  /// Ray says -1 of a port that its owner could not get.
  private static void putIfThere(ObjectNode ports, String name, int number) {
    if (number > 0) {
      ports.put(name, number);
    }
  }
}
