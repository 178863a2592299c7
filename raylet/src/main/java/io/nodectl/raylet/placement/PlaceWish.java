package io.nodectl.raylet.placement;

import io.nodectl.raylet.resources.Amounts;

/// Where a worker may and should run.
///
/// @param demand what it takes
/// @param spread whether it is to be where most is left, not where it is fullest
/// @param labels what is demanded of the node
/// @param node 56 hexadecimal digits; empty: any
/// @param nodeIsSoft whether another one will do
/// @param hops how often it was sent on already
public record PlaceWish(
    Amounts demand, boolean spread, LabelWishes labels, String node, boolean nodeIsSoft, int hops) {

  /// More often nothing is sent on: the nodes do not see the same.
  public static final int MOST_HOPS = 4;

  /// Whether it is all the same to it where it runs, as long as it fits.
  public boolean isEasy() {
    return labels.texts().isEmpty() && node.isEmpty() && (!spread || hops > 0);
  }

  boolean suits(NodeOffer offer) {
    return labels.fit(offer.labels()) && (node.isEmpty() || nodeIsSoft || node.equals(offer.id()));
  }
}
