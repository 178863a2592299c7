package io.nodectl.gcs.placement;

import io.nodectl.rpc.NodeId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Puts bundles far apart.
final class Spreading {

  private Spreading() {}

  /// Each where the fewest others are.
  static Optional<Map<Integer, NodeId>> overMany(Wish wish, List<Room> rooms) {
    Map<Integer, NodeId> places = new HashMap<>();
    for (Wish.Part part : Sizes.largestFirst(wish.parts())) {
      Optional<Room> best =
          rooms.stream()
              .filter(room -> room.fits(part))
              .max(
                  Comparator.comparingInt((Room room) -> -room.bundles())
                      .thenComparingDouble(room -> room.score(part.amount())));
      if (best.isEmpty()) {
        return Optional.empty();
      }
      best.get().take(part);
      places.put(part.index(), best.get().id());
    }
    return Optional.of(places);
  }

  /// Each on a node of its own: a largest matching of bundles and nodes, by augmenting paths. A
  /// greedy choice would miss plans in which a bundle must give way to a choosier one.
  static Optional<Map<Integer, NodeId>> oneEach(Wish wish, List<Room> rooms) {
    List<Room> empty = rooms.stream().filter(room -> room.bundles() == 0).toList();
    Map<Room, Wish.Part> guests = new HashMap<>();
    for (Wish.Part part : Sizes.largestFirst(wish.parts())) {
      if (!isHoused(part, empty, guests, new HashSet<>())) {
        return Optional.empty();
      }
    }
    Map<Integer, NodeId> places = new HashMap<>();
    guests.forEach((room, part) -> places.put(part.index(), room.id()));
    return Optional.of(places);
  }

  private static boolean isHoused(
      Wish.Part part, List<Room> rooms, Map<Room, Wish.Part> guests, Set<Room> asked) {
    List<Room> fitting =
        rooms.stream()
            .filter(room -> room.fits(part))
            .sorted(
                Comparator.comparing((Room room) -> guests.containsKey(room))
                    .thenComparingDouble(room -> -room.score(part.amount())))
            .toList();
    for (Room room : fitting) {
      if (asked.add(room)) {
        Wish.Part guest = guests.get(room);
        if (guest == null || isHoused(guest, rooms, guests, asked)) {
          guests.put(room, part);
          return true;
        }
      }
    }
    return false;
  }
}
