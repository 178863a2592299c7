package io.nodectl.cli;

import io.nodectl.handshake.Endpoint;
import java.util.Optional;

/// A node of a cluster that runs programs.
///
/// @param nodeId 56 hex digits
/// @param address where its raylet listens
/// @param name what the node is called; may be empty
/// @param head whether the cluster's gcs-server is there
/// @param agent where its runtime env agent listens, if that is known
record Raylet(
    String nodeId, Endpoint address, String name, boolean head, Optional<Endpoint> agent) {
  /// One of which nothing else is known.
  Raylet(String nodeId, Endpoint address) {
    this(nodeId, address, "", false, Optional.empty());
  }

  /// As it is called in messages.
  String text() {
    return "node %s at %s".formatted(Ids.shortened(nodeId, Ids.SHORTEST_PREFIX), address);
  }
}
