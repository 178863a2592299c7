package io.nodectl.node;

import tools.jackson.databind.node.ObjectNode;

/// How a start ended.
public sealed interface StartOutcome {
  /// The node serves.
  ///
  /// @param status its status object
  record Ready(ObjectNode status) implements StartOutcome {}

  /// It does not, and nothing of it is left.
  record Failed(Problem problem) implements StartOutcome {}
}
