package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.rpc.NodeId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A placement group and what is under way for it.
///
/// @param row as it is kept, but for statistics that change with every attempt
/// @param phase what is under way
/// @param rounds how many plans were carried out so far; tells answers to an older one
record Group(PlacementGroupTableData row, Phase phase, long rounds) {

  ByteString id() {
    return row.getPlacementGroupId();
  }

  boolean isRemoved() {
    return row.getState() == PlacementGroupTableData.PlacementGroupState.REMOVED;
  }

  Group with(PlacementGroupTableData changed) {
    return new Group(changed, phase, rounds);
  }

  Group in(Phase next) {
    return new Group(row, next, rounds);
  }

  /// What is under way for a group.
  sealed interface Phase {

    /// Bundles are to be placed, and nothing is done about it at the moment.
    ///
    /// @param failures how many attempts have failed since the last success
    record Waiting(int failures) implements Phase {}

    /// Nodes were asked to set resources aside.
    record Preparing(Round round, int failures) implements Phase {}

    /// All nodes have set them aside, which is kept, and were asked to make bundles of them.
    record Committing(Round round) implements Phase {}

    /// Nothing is to be done: all bundles are there, or the group is removed.
    record Settled() implements Phase {}
  }

  /// Requests to several nodes, and how far they are.
  ///
  /// @param bundles what each node is asked for
  /// @param open who has not answered
  /// @param failed who has refused, or did not answer in time, or is dead
  record Round(Map<NodeId, List<Bundle>> bundles, Set<NodeId> open, Set<NodeId> failed) {

    static Round begin(Map<NodeId, List<Bundle>> bundles) {
      return new Round(bundles, bundles.keySet(), Set.of());
    }

    boolean asks(NodeId node) {
      return bundles.containsKey(node);
    }

    boolean isOver() {
      return open.isEmpty();
    }

    Round answered(NodeId node, boolean success) {
      Set<NodeId> left = new HashSet<>(open);
      left.remove(node);
      Set<NodeId> refused = new HashSet<>(failed);
      if (!success) {
        refused.add(node);
      }
      return new Round(bundles, Set.copyOf(left), Set.copyOf(refused));
    }
  }
}
