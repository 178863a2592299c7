package io.nodectl.gcs.resources;

import io.nodectl.rpc.NodeId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The living nodes at one moment.
///
/// @param byId all of them, also those that take no leases
public record ClusterSnapshot(Map<NodeId, NodeView> byId) {

  public ClusterSnapshot {
    byId = Map.copyOf(byId);
  }

  public Optional<NodeView> node(NodeId id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// All nodes, in no particular order.
  public Stream<NodeView> nodes() {
    return byId.values().stream();
  }

  /// The nodes that Ray's raylets may send work to, draining ones included.
  public Stream<NodeView> takingLeases() {
    return nodes().filter(NodeView::takesLeases);
  }

  /// The nodes on which anything new may be placed.
  public Stream<NodeView> open() {
    return nodes().filter(NodeView::isOpen);
  }
}
