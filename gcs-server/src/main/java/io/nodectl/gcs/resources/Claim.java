package io.nodectl.gcs.resources;

import io.nodectl.rpc.NodeId;

/// Resources of a node that were given away, and of which the node may not have told yet. Two
/// claims are never equal, whatever they hold.
public final class Claim {

  private final NodeId node;
  private final Resources amount;

  Claim(NodeId node, Resources amount) {
    this.node = node;
    this.amount = amount;
  }

  NodeId node() {
    return node;
  }

  Resources amount() {
    return amount;
  }
}
