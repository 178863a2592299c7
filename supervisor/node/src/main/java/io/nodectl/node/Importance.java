package io.nodectl.node;

/// What a component's death means to its node.
public enum Importance {
  /// The node cannot be without it.
  CRITICAL,
  /// The node needs it, and it may come back.
  RESTARTABLE,
  /// The node is ready without it, and its death never ends the node.
  OPTIONAL
}
