package io.nodectl.raylet;

import io.nodectl.messages.ray.NodeDeathInfo;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import java.time.Duration;

/// Why the node leaves the cluster, and for how long it may take to say so.
record Departure(NodeDeathInfo.Reason reason, String words, Duration limit) {

  UnregisterNodeRequest of(NodeIdentity node) {
    return UnregisterNodeRequest.newBuilder()
        .setNodeId(node.id().bytes())
        .setNodeDeathInfo(NodeDeathInfo.newBuilder().setReason(reason).setReasonMessage(words))
        .build();
  }
}
