package io.nodectl.gcs.resources;

import io.nodectl.messages.ray.GcsNodeInfo;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What one node has told of itself, and what was claimed of it since. Not for several threads.
///
/// A node with a hundred placement groups has five hundred resources by name, and each plan asks
/// anew what is free: so the claims are kept as one sum, and the difference until it changes.
final class ToldNode {

  private NodeView told;
  private final Set<Claim> open = new HashSet<>();
  private final Set<Claim> settled = new HashSet<>();
  private Resources claimed = Resources.none();
  private @Nullable NodeView now;

  ToldNode(NodeView told) {
    this.told = told;
  }

  GcsNodeInfo info() {
    return told.info();
  }

  /// What it told, less what is claimed.
  NodeView now() {
    NodeView known = now;
    if (known == null) {
      known = claimed.isEmpty() ? told : told.with(told.available().minus(claimed));
      now = known;
    }
    return known;
  }

  /// Changes what is known of it; the claims stay.
  void change(UnaryOperator<NodeView> how) {
    told = how.apply(told);
    now = null;
  }

  /// It has told of all claims that are settled.
  void tell(UnaryOperator<NodeView> how) {
    change(how);
    settled.clear();
    claimed = Resources.none();
    for (Claim claim : open) {
      claimed = claimed.plus(claim.amount());
    }
  }

  void claim(Claim claim) {
    open.add(claim);
    claimed = claimed.plus(claim.amount());
    now = null;
  }

  void settle(Claim claim) {
    if (open.remove(claim)) {
      settled.add(claim);
    }
  }

  void drop(Claim claim) {
    if (open.remove(claim) || settled.remove(claim)) {
      claimed = claimed.minus(claim.amount());
      now = null;
    }
  }
}
