package io.nodectl.gcs.placement;

import io.nodectl.gcs.resources.LabelSelectors;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.rpc.NodeId;
import java.util.Map;

/// What is left of a node while a plan is made.
final class Room {

  private final NodeView node;
  private Resources free;
  private int bundles;

  /// @param free what may be given away
  /// @param bundles how many bundles of the group are here already
  Room(NodeView node, Resources free, int bundles) {
    this.node = node;
    this.free = free;
    this.bundles = bundles;
  }

  NodeId id() {
    return node.id();
  }

  int bundles() {
    return bundles;
  }

  boolean fits(Wish.Part part) {
    return free.cover(part.amount()) && suits(part);
  }

  boolean fits(Resources amount) {
    return free.cover(amount);
  }

  /// Whether the node is one of those that the bundle may be on.
  boolean suits(Wish.Part part) {
    return LabelSelectors.match(node.labels(), part.selector());
  }

  void take(Wish.Part part) {
    free = free.minus(part.amount());
    bundles++;
  }

  void giveBack(Wish.Part part) {
    free = free.plus(part.amount());
    bundles--;
  }

  /// How much would be left, the higher the better: the sum over what is taken of the share that
  /// stays free.
  double score(Resources amount) {
    double score = 0;
    for (Map.Entry<String, Long> taken : amount.tenThousandths().entrySet()) {
      long here = free.amount(taken.getKey());
      score += here == 0 ? 0 : (double) (here - taken.getValue()) / here;
    }
    return score;
  }
}
