package io.nodectl.node;

import tools.jackson.databind.node.ObjectNode;

/// Follows a node that runs in the foreground, from its start to its end.
public interface ForegroundListener extends StartListener {
  /// The node serves; told at most once.
  ///
  /// @param status its status object
  void ready(ObjectNode status);
}
