package io.nodectl.gcs.nodes;

import io.nodectl.messages.ray.GcsNodeInfo;

/// Who wants to know of nodes that come and go. Called on the thread that made the change, after
/// it; must not block.
public interface NodeListener {

  /// A node is ALIVE: it is new, or its raylet has registered again, perhaps with other ports.
  void registered(GcsNodeInfo node);

  /// A node is DEAD.
  void departed(GcsNodeInfo node);
}
