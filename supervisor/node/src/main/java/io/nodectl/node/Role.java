package io.nodectl.node;

import io.nodectl.handshake.Endpoint;

/// What a node is to its cluster.
public sealed interface Role {
  /// It has the control plane.
  record Head() implements Role {}

  /// It joins a control plane that runs elsewhere.
  ///
  /// @param head where the head's gcs-server listens
  record Worker(Endpoint head) implements Role {}
}
