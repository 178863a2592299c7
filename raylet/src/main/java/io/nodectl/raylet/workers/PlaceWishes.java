package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Placement;
import io.nodectl.messages.raylet.Strategy;
import io.nodectl.raylet.placement.LabelWishes;
import io.nodectl.raylet.placement.NodeOffer;
import io.nodectl.raylet.placement.PlaceWish;
import java.util.List;

/// Reads from a request where its worker may and should run.
final class PlaceWishes {
  private PlaceWishes() {}

  static PlaceWish of(Terms terms) {
    Placement placement = terms.request().getPlacement();
    return new PlaceWish(
        terms.demand(),
        placement.getStrategy() == Strategy.SPREAD,
        new LabelWishes(placement.getLabelsMap()),
        placement.getNodeId(),
        placement.getNodeIsSoft(),
        terms.request().getHops());
  }

  /// Those of the other nodes to whom it may be sent: whom its caller could not reach it cannot.
  static List<NodeOffer> reachable(List<NodeOffer> others, Terms terms) {
    List<String> unreachable = terms.request().getUnreachableNodesList();
    return others.stream().filter(node -> !unreachable.contains(node.id())).toList();
  }
}
