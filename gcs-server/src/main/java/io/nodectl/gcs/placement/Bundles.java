package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Where the bundles of a group are. A bundle that is nowhere has no node id.
final class Bundles {

  private Bundles() {}

  static Optional<NodeId> node(Bundle bundle) {
    return NodeId.ifWellFormed(bundle.getNodeId()).filter(id -> !id.isNil());
  }

  /// The bundles of a group that are placed, by their nodes.
  static Map<NodeId, List<Bundle>> byNode(PlacementGroupTableData group) {
    return byNode(group, _ -> true);
  }

  /// Those of them that are meant, by their nodes.
  static Map<NodeId, List<Bundle>> byNode(
      PlacementGroupTableData group, Predicate<Bundle> isMeant) {
    Map<NodeId, List<Bundle>> found = new LinkedHashMap<>();
    for (Bundle bundle : group.getBundlesList()) {
      node(bundle)
          .filter(_ -> isMeant.test(bundle))
          .ifPresent(id -> found.computeIfAbsent(id, _ -> new ArrayList<>()).add(bundle));
    }
    return found;
  }

  /// The node of each bundle by its index.
  static Map<Integer, NodeId> places(Map<NodeId, List<Bundle>> bundles) {
    Map<Integer, NodeId> places = new HashMap<>();
    bundles.forEach(
        (node, parts) ->
            parts.forEach(part -> places.put(part.getBundleId().getBundleIndex(), node)));
    return places;
  }

  /// The group with bundles put on nodes.
  ///
  /// @param places nodes by the index of the bundle
  static PlacementGroupTableData placed(
      PlacementGroupTableData group, Map<Integer, NodeId> places) {
    PlacementGroupTableData.Builder changed = group.toBuilder();
    changed
        .getBundlesBuilderList()
        .forEach(
            bundle -> {
              NodeId node = places.get(bundle.getBundleId().getBundleIndex());
              if (node != null) {
                bundle.setNodeId(node.bytes());
              }
            });
    return changed.build();
  }

  /// The group without what was on these nodes.
  static PlacementGroupTableData without(PlacementGroupTableData group, Predicate<NodeId> isLost) {
    PlacementGroupTableData.Builder changed = group.toBuilder();
    changed
        .getBundlesBuilderList()
        .forEach(
            bundle -> {
              if (node(bundle.build()).filter(isLost).isPresent()) {
                bundle.setNodeId(ByteString.EMPTY);
              }
            });
    return changed.build();
  }

  /// The group bound to the value that the label of its domain has where it goes.
  static PlacementGroupTableData bound(PlacementGroupTableData group, String domainValue) {
    if (domainValue.isEmpty()) {
      return group;
    }
    PlacementGroupTableData.Builder bound = group.toBuilder();
    group
        .getTopologyStrategyMap()
        .keySet()
        .forEach(label -> bound.putTopologyAssignments(label, domainValue));
    return bound.build();
  }

  /// What several bundles take together.
  static Resources sum(List<Bundle> bundles) {
    Resources sum = Resources.none();
    for (Bundle bundle : bundles) {
      sum = sum.plus(Resources.of(bundle.getUnitResourcesMap()));
    }
    return sum;
  }
}
