package io.nodectl.gcs.placement;

import io.nodectl.rpc.NodeId;
import java.util.Map;

/// Where bundles are to go.
sealed interface Plan {

  /// There is room.
  ///
  /// @param places nodes by the index of the bundle
  /// @param domainValue what the nodes have in common, if that was demanded; else empty
  record Placed(Map<Integer, NodeId> places, String domainValue) implements Plan {}

  /// There is no room at the moment.
  record NoRoom() implements Plan {}

  /// There would be no room even if nothing else were there.
  record Infeasible() implements Plan {}
}
