package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;
import java.util.List;

/// How the registration of a node ended.
public sealed interface Registration {

  /// The node is in the table, ALIVE.
  ///
  /// @param node as the table has it
  /// @param deposed former head nodes, which this one, a head, has made DEAD
  record Registered(GcsNodeInfo node, List<GcsNodeInfo> deposed) implements Registration {}

  /// A node of that id has died; ids never come back.
  record DeadAlready() implements Registration {}
}
