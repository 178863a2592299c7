package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;

/// How the attempt to declare a node DEAD ended.
public sealed interface Departure {

  /// The node was ALIVE and is DEAD now.
  ///
  /// @param node as the table has it
  record Departed(GcsNodeInfo node) implements Departure {}

  /// It was DEAD before; the first death stands.
  record DeadAlready() implements Departure {}

  /// There never was such a node.
  record Unknown() implements Departure {}
}
