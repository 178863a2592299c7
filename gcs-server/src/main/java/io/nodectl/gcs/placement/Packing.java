package io.nodectl.gcs.placement;

import io.nodectl.gcs.resources.Resources;
import io.nodectl.rpc.NodeId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts bundles close together.
final class Packing {

  private Packing() {}

  /// All on one node: where it is wished for, else where other bundles of the group are, else where
  /// most would be left.
  static Optional<Map<Integer, NodeId>> onOne(Wish wish, List<Room> rooms) {
    Resources sum = Resources.none();
    for (Wish.Part part : wish.parts()) {
      sum = sum.plus(part.amount());
    }
    Resources all = sum;
    return rooms.stream()
        .filter(room -> room.fits(all) && wish.parts().stream().allMatch(room::suits))
        .max(
            Comparator.comparing(
                    (Room room) -> wish.preferred().filter(room.id()::equals).isPresent())
                .thenComparing(room -> room.bundles() > 0)
                .thenComparingDouble(room -> room.score(all)))
        .map(room -> everythingOn(room.id(), wish));
  }

  /// On as few nodes as a greedy choice finds: the largest bundle goes where most of the others fit
  /// beside it.
  static Optional<Map<Integer, NodeId>> onFew(Wish wish, List<Room> rooms) {
    Map<Integer, NodeId> places = new HashMap<>();
    List<Wish.Part> left = new ArrayList<>(Sizes.largestFirst(wish.parts()));
    while (!left.isEmpty()) {
      Wish.Part largest = left.getFirst();
      Optional<Room> best =
          rooms.stream()
              .filter(room -> room.fits(largest))
              .max(
                  Comparator.comparingInt((Room room) -> fill(room, left, false).size())
                      .thenComparing(room -> room.bundles() > 0)
                      .thenComparingDouble(room -> room.score(largest.amount())));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      List<Wish.Part> settled = fill(best.get(), left, true);
      settled.forEach(part -> places.put(part.index(), best.get().id()));
      left.removeAll(settled);
    }
    return Optional.of(places);
  }

  /// Which of the bundles, tried in their order, fit together.
  private static List<Wish.Part> fill(Room room, List<Wish.Part> parts, boolean keep) {
    List<Wish.Part> fitting = new ArrayList<>();
    for (Wish.Part part : parts) {
      if (room.fits(part)) {
        room.take(part);
        fitting.add(part);
      }
    }
    if (!keep) {
      fitting.forEach(room::giveBack);
    }
    return fitting;
  }

  private static Map<Integer, NodeId> everythingOn(NodeId node, Wish wish) {
    Map<Integer, NodeId> places = new HashMap<>();
    wish.parts().forEach(part -> places.put(part.index(), node));
    return places;
  }
}
