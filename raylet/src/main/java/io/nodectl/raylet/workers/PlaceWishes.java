package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.Placement;
import io.nodectl.messages.raylet.Strategy;
import io.nodectl.raylet.placement.LabelWishes;
import io.nodectl.raylet.placement.PlaceWish;

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
}
