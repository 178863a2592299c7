package io.nodectl.gcs.placement;

import io.nodectl.gcs.resources.LabelSelectors;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.LabelSelector;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementStrategy;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The bundles of a group that are still to be placed, and what binds them.
///
/// @param parts what is to be placed
/// @param taken nodes that hold other bundles of the group
/// @param preferred if there is room for all of it on that node, it goes there
/// @param domain label of whose values all nodes of the group must have the same one
/// @param domainValue the value, if bundles that are placed have decided it
record Wish(
    PlacementStrategy strategy,
    List<Part> parts,
    Set<NodeId> taken,
    Optional<NodeId> preferred,
    Optional<String> domain,
    Optional<String> domainValue) {

  /// A bundle to be placed.
  ///
  /// @param index of the bundle in its group
  record Part(int index, Resources amount, LabelSelector selector) {}

  /// What is still to be placed of a group.
  static Wish of(PlacementGroupTableData group) {
    List<Part> parts = new ArrayList<>();
    Set<NodeId> taken = new HashSet<>();
    for (Bundle bundle : group.getBundlesList()) {
      Optional<NodeId> node = Bundles.node(bundle);
      node.ifPresent(taken::add);
      if (node.isEmpty()) {
        parts.add(
            new Part(
                bundle.getBundleId().getBundleIndex(),
                Resources.of(bundle.getUnitResourcesMap()),
                LabelSelectors.of(bundle.getLabelSelectorMap())));
      }
    }
    Optional<String> domain = group.getTopologyStrategyMap().keySet().stream().findFirst();
    return new Wish(
        group.getStrategy(),
        parts,
        taken,
        NodeId.ifWellFormed(group.getSoftTargetNodeId()).filter(id -> !id.isNil()),
        domain,
        taken.isEmpty()
            ? Optional.empty()
            : domain.map(key -> group.getTopologyAssignmentsMap().get(key)));
  }
}
