package io.nodectl.cli;

import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The placement groups of a cluster, rendered.
final class ClusterGroups {

  private ClusterGroups() {}

  static Listing listing(List<PlacementGroupTableData> groups, long limit) {
    List<PlacementGroupTableData> shown = groups.stream().limit(limit).toList();
    return Listing.of(json(shown), table(shown), groups.size());
  }

  private static ArrayNode json(List<PlacementGroupTableData> groups) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (PlacementGroupTableData group : groups) {
      ObjectNode json = array.addObject();
      json.put("placement_group_id", Ids.hex(group.getPlacementGroupId()));
      json.put("name", group.getName());
      json.put("namespace", group.getRayNamespace());
      json.put("state", group.getState().name());
      json.put("strategy", group.getStrategy().name());
      json.put("job_id", Ids.hex(group.getCreatorJobId()));
      json.put("detached", group.getIsDetached());
      json.put("scheduling", group.getStats().getSchedulingState().name());
      json.put("attempts", group.getStats().getSchedulingAttempt());
      ArrayNode bundles = json.putArray("bundles");
      group.getBundlesList().forEach(bundle -> bundles.add(json(bundle)));
    }
    return array;
  }

  private static ObjectNode json(Bundle bundle) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("index", bundle.getBundleId().getBundleIndex());
    json.put("node_id", bundle.getNodeId().isEmpty() ? null : Ids.hex(bundle.getNodeId()));
    ObjectNode resources = json.putObject("resources");
    new TreeMap<>(bundle.getUnitResourcesMap()).forEach(resources::put);
    return json;
  }

  private static Table table(List<PlacementGroupTableData> groups) {
    int length =
        Ids.prefixLength(groups.stream().map(g -> Ids.hex(g.getPlacementGroupId())).toList());
    Table table =
        new Table("GROUP ID", "NAME", "STATE", "STRATEGY", "JOB", "BUNDLES", "NODES", "SCHEDULING");
    for (PlacementGroupTableData group : groups) {
      table.row(
          Ids.shortened(Ids.hex(group.getPlacementGroupId()), length),
          group.getName(),
          group.getState().name(),
          group.getStrategy().name(),
          Ids.hex(group.getCreatorJobId()),
          Integer.toString(group.getBundlesCount()),
          nodes(group),
          group.getStats().getSchedulingState().name());
    }
    return table;
  }

  private static String nodes(PlacementGroupTableData group) {
    int length = Ids.prefixLength(List.of());
    return group.getBundlesList().stream()
        .filter(bundle -> !bundle.getNodeId().isEmpty())
        .map(bundle -> Ids.shortened(Ids.hex(bundle.getNodeId()), length))
        .distinct()
        .collect(Collectors.joining(","));
  }
}
