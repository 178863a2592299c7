package io.nodectl.gcs.placement;

import io.nodectl.gcs.placement.Group.Phase;
import io.nodectl.gcs.placement.Group.Round;
import io.nodectl.messages.ray.Bundle;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Takes groups up again where they were left. Pure.
final class GroupRecovery {

  private static final Duration NOW = Duration.ZERO;

  private GroupRecovery() {}

  /// A group as it was kept, and what is to be done for it now.
  ///
  /// @param living the nodes that are alive
  static GroupStep step(PlacementGroupTableData row, Set<NodeId> living) {
    Set<NodeId> dead = new HashSet<>(Bundles.byNode(row).keySet());
    dead.removeAll(living);
    PlacementGroupTableData left = Bundles.without(row, dead::contains);
    return switch (row.getState()) {
      case PREPARED -> commitAgain(left, dead);
      case CREATED ->
          dead.isEmpty()
              ? GroupStep.quiet(new Group(row, new Phase.Settled(), 0))
              : GroupStep.kept(waiting(rescheduling(left)), new GroupEffect.Retry(NOW));
      case PENDING, RESCHEDULING -> GroupStep.quiet(waiting(left), new GroupEffect.Retry(NOW));
      case REMOVED, UNRECOGNIZED -> GroupStep.quiet(new Group(row, new Phase.Settled(), 0));
    };
  }

  /// Nodes that have committed already do it again without harm.
  private static GroupStep commitAgain(PlacementGroupTableData left, Set<NodeId> dead) {
    Map<NodeId, List<Bundle>> bundles = Bundles.byNode(left);
    if (bundles.isEmpty()) {
      return GroupStep.kept(waiting(rescheduling(left)), new GroupEffect.Retry(NOW));
    }
    var round = new Round(bundles, bundles.keySet(), dead);
    return GroupStep.quiet(
        new Group(left, new Phase.Committing(round), 1), new GroupEffect.Commit(1, bundles));
  }

  private static Group waiting(PlacementGroupTableData row) {
    return new Group(row, new Phase.Waiting(0), 0);
  }

  private static PlacementGroupTableData rescheduling(PlacementGroupTableData row) {
    return row.toBuilder().setState(PlacementGroupState.RESCHEDULING).build();
  }
}
