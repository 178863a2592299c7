package io.nodectl.gcs.autoscaler;

import io.nodectl.gcs.placement.GroupRows;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.ResourceDemand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Ray 2.60's first autoscaler writes for `ray status`, for a cluster where none runs: every
/// living node is active, as in its own reports on a cluster without a configuration.
final class StatusReport {

  private static final double MS = 1000;

  private StatusReport() {}

  /// A JSON object.
  ///
  /// @param groups the placement groups that are not removed
  static String of(ClusterStates.Moment now, List<PlacementGroupTableData> groups) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("gcs_request_time", 0.0);
    report.put("time", now.nowMs() / MS);
    report.put("monitor_pid", ProcessHandle.current().pid());
    report.put("autoscaler_update_time", 0.0);
    report.put("non_terminated_nodes_time", 0.0);
    report.put("autoscaler_report", nodes(now.views()));
    report.put("load_metrics_report", load(now, groups));
    return Json.of(report);
  }

  private static Map<String, @Nullable Object> nodes(List<NodeView> views) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("active_nodes", byNode(views, node -> "node_" + node.id().hex(), _ -> 1));
    report.put("idle_nodes", null);
    report.put("pending_nodes", List.of());
    report.put("pending_launches", Map.of());
    report.put("failed_nodes", List.of());
    report.put("node_availability_summary", Map.of("node_availabilities", Map.of()));
    report.put("node_activities", null);
    report.put("pending_resources", Map.of());
    report.put(
        "node_type_mapping",
        byNode(views, node -> node.id().hex(), node -> "node_" + node.id().hex()));
    report.put("legacy", true);
    return report;
  }

  private static Map<String, @Nullable Object> load(
      ClusterStates.Moment now, List<PlacementGroupTableData> groups) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("usage", usage(now.views().stream()));
    report.put(
        "resource_demand",
        now.demand().getResourceDemandsList().stream().map(StatusReport::demand).toList());
    report.put(
        "pg_demand",
        counted(groups.stream().filter(GroupRows::isWaiting).map(StatusReport::bundles)));
    report.put("request_demand", List.of());
    report.put("node_types", counted(now.views().stream().map(node -> node.total().toMap())));
    report.put("head_ip", null);
    report.put(
        "usage_by_node",
        byNode(now.views(), node -> node.id().hex(), node -> usage(Stream.of(node))));
    report.put("node_type_mapping", null);
    report.put("idle_time_map", null);
    return report;
  }

  private static List<Object> demand(ResourceDemand demand) {
    long count =
        demand.getNumReadyRequestsQueued()
            + demand.getNumInfeasibleRequestsQueued()
            + demand.getBacklogSize();
    return List.of(demand.getShapeMap(), count);
  }

  private static Map<String, Object> bundles(PlacementGroupTableData group) {
    return Map.of(
        "bundles",
        counted(
            group.getBundlesList().stream()
                .filter(bundle -> bundle.getNodeId().isEmpty())
                .map(Bundle::getUnitResourcesMap)),
        "strategy",
        group.getStrategy().name());
  }

  /// Used and total by the name of the resource.
  private static Map<String, List<Double>> usage(Stream<NodeView> views) {
    Resources total = Resources.none();
    Resources free = Resources.none();
    for (NodeView node : views.toList()) {
      total = total.plus(node.total());
      free = free.plus(node.available());
    }
    Map<String, Double> used = total.minus(free).toMap();
    Map<String, List<Double>> usage = new LinkedHashMap<>();
    total
        .toMap()
        .forEach((name, amount) -> usage.put(name, List.of(used.getOrDefault(name, 0.0), amount)));
    return usage;
  }

  /// What there is, each with how often.
  private static <T> List<Object> counted(Stream<T> things) {
    List<Object> counted = new ArrayList<>();
    things
        .collect(Collectors.groupingBy(thing -> thing, LinkedHashMap::new, Collectors.counting()))
        .forEach((thing, count) -> counted.add(List.of(thing, count)));
    return counted;
  }

  private static Map<String, Object> byNode(
      List<NodeView> views, Function<NodeView, String> key, Function<NodeView, Object> value) {
    Map<String, Object> map = new LinkedHashMap<>();
    views.forEach(node -> map.put(key.apply(node), value.apply(node)));
    return map;
  }
}
