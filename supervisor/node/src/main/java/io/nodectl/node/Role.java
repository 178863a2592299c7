package io.nodectl.node;

import io.nodectl.handshake.Endpoint;
import java.util.Map;

/// What a node is to its cluster.
public sealed interface Role {
  /// It has the control plane.
  ///
  /// @param fresh whether it begins a new cluster, and what was kept of the last one is moved aside
  /// @param gcsFlags what its gcs-server is told beside the usual, by flag name without dashes
  /// @param keeping where it keeps its cluster's state
  record Head(boolean fresh, Map<String, String> gcsFlags, Keeping keeping) implements Role {
    public Head {
      gcsFlags = Map.copyOf(gcsFlags);
    }

    /// A head that goes on where the last one of its name ended.
    public Head() {
      this(false, Map.of());
    }

    /// A head that keeps its state in its folder.
    public Head(boolean fresh, Map<String, String> gcsFlags) {
      this(fresh, gcsFlags, new Keeping.InFolder());
    }
  }

  /// It joins a control plane that runs elsewhere.
  ///
  /// @param head where the head's gcs-server listens
  record Worker(Endpoint head) implements Role {}
}
