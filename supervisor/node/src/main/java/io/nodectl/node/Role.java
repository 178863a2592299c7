package io.nodectl.node;

import io.nodectl.handshake.Endpoint;

/// What a node is to its cluster.
public sealed interface Role {
  /// It has the control plane.
  ///
  /// @param fresh whether it begins a new cluster, and what was kept of the last one is moved aside
  record Head(boolean fresh) implements Role {
    /// A head that goes on where the last one of its name ended.
    public Head() {
      this(false);
    }
  }

  /// It joins a control plane that runs elsewhere.
  ///
  /// @param head where the head's gcs-server listens
  record Worker(Endpoint head) implements Role {}
}
