package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.resources.NodeView;
import io.nodectl.gcs.resources.Resources;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Decides on which nodes the bundles of a group go. Pure: the same nodes and the same wish make
/// the same plan.
final class BundleScheduler {

  /// So that what is equally good is chosen in one order.
  private static final Comparator<NodeView> BY_ID =
      Comparator.comparing(
          node -> node.info().getNodeId(), ByteString.unsignedLexicographicalComparator());

  private BundleScheduler() {}

  /// @param nodes those on which anything may be placed
  static Plan plan(Wish wish, List<NodeView> nodes) {
    List<NodeView> sorted = nodes.stream().sorted(BY_ID).toList();
    Optional<Plan.Placed> now = place(wish, sorted, NodeView::available);
    if (now.isPresent()) {
      return now.get();
    }
    return place(wish, sorted, NodeView::total).isPresent()
        ? new Plan.NoRoom()
        : new Plan.Infeasible();
  }

  private static Optional<Plan.Placed> place(
      Wish wish, List<NodeView> nodes, Function<NodeView, Resources> free) {
    if (wish.domain().isEmpty()) {
      return place(wish, nodes, free, "");
    }
    for (Map.Entry<String, List<NodeView>> domain : domains(wish, nodes).entrySet()) {
      Optional<Plan.Placed> found = place(wish, domain.getValue(), free, domain.getKey());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Plan.Placed> place(
      Wish wish, List<NodeView> nodes, Function<NodeView, Resources> free, String domain) {
    List<Room> rooms =
        nodes.stream()
            .map(node -> new Room(node, free.apply(node), wish.taken().contains(node.id()) ? 1 : 0))
            .toList();
    return strategy(wish, rooms).map(places -> new Plan.Placed(places, domain));
  }

  private static Optional<Map<Integer, NodeId>> strategy(Wish wish, List<Room> rooms) {
    return switch (wish.strategy()) {
      case STRICT_PACK -> Packing.onOne(wish, rooms);
      case PACK -> Packing.onOne(wish, rooms).or(() -> Packing.onFew(wish, rooms));
      case SPREAD -> Spreading.overMany(wish, rooms);
      case STRICT_SPREAD -> Spreading.oneEach(wish, rooms);
      case UNRECOGNIZED -> Optional.empty();
    };
  }

  /// The nodes by the value of the label that all must have in common; without those that do not
  /// have it.
  private static Map<String, List<NodeView>> domains(Wish wish, List<NodeView> nodes) {
    String label = wish.domain().orElseThrow();
    Map<String, List<NodeView>> domains = new TreeMap<>();
    for (NodeView node : nodes) {
      String value = node.labels().getOrDefault(label, "");
      if (!value.isEmpty() && wish.domainValue().map(value::equals).orElse(true)) {
        domains.computeIfAbsent(value, _ -> new ArrayList<>()).add(node);
      }
    }
    return domains;
  }
}
