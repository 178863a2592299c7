package io.nodectl.gcs.placement;

import io.nodectl.messages.ray.Bundle;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What is to be done for a group, once the change that it follows from is kept.
sealed interface GroupEffect {

  /// Ask each node to set its part aside.
  record Prepare(long round, Map<NodeId, List<Bundle>> bundles) implements GroupEffect {}

  /// Ask each node to make bundles of what it has set aside.
  record Commit(long round, Map<NodeId, List<Bundle>> bundles) implements GroupEffect {}

  /// Have each node give back what it has set aside, or made bundles of.
  record Return(Map<NodeId, List<Bundle>> bundles) implements GroupEffect {}

  /// Look again where the bundles could go.
  record Retry(Duration after) implements GroupEffect {}

  /// Tell who waits that the group is there.
  record TellReady() implements GroupEffect {}

  /// Tell who waits that it never will be.
  record TellRemoved() implements GroupEffect {}
}
