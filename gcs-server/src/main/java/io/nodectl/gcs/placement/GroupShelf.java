package io.nodectl.gcs.placement;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.placement.Group.Phase;
import io.nodectl.messages.ray.PlacementGroupStats;
import io.nodectl.messages.ray.PlacementGroupTableData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The groups for which anything may still happen. For the thread that owns them, but where said.
final class GroupShelf {

  private final Map<ByteString, Group> groups = new LinkedHashMap<>();
  private final Set<ByteString> waiting = new LinkedHashSet<>();
  private final Map<ByteString, PlacementGroupStats> live = new ConcurrentHashMap<>();
  private volatile boolean anyWaiting;
  private volatile boolean empty = true;

  /// Whether there is no group. For all threads.
  boolean isEmpty() {
    return empty;
  }

  /// Whether a group waits for room. For all threads.
  boolean isAnyWaiting() {
    return anyWaiting;
  }

  /// What was counted of a group for which anything is under way. For all threads.
  Optional<PlacementGroupStats> liveStats(ByteString id) {
    return Optional.ofNullable(live.get(id));
  }

  Optional<Group> find(ByteString id) {
    return Optional.ofNullable(groups.get(id));
  }

  /// What is to be kept once a group has become so: its row as it is now, which may be a later one.
  /// Nothing of a group that is forgotten since, but its end: that is kept already, or will be.
  Optional<PlacementGroupTableData> toBeKept(Group group) {
    return find(group.id()).or(() -> Optional.of(group).filter(Group::isRemoved)).map(Group::row);
  }

  /// All groups, the first one first; may be changed while they are gone through.
  List<Group> all() {
    return List.copyOf(groups.values());
  }

  /// The groups that wait for room; may be changed while they are gone through.
  List<ByteString> waiting() {
    return List.copyOf(waiting);
  }

  /// Whether a group waits for room.
  boolean isWaiting(ByteString id) {
    return waiting.contains(id);
  }

  boolean isNameTaken(PlacementGroupTableData wanted) {
    return !wanted.getName().isEmpty()
        && groups.values().stream()
            .filter(group -> !group.isRemoved())
            .map(Group::row)
            .anyMatch(
                row ->
                    row.getName().equals(wanted.getName())
                        && row.getRayNamespace().equals(wanted.getRayNamespace()));
  }

  /// Takes a group as it is now; one that is removed, and of which no node holds anything any more,
  /// is forgotten.
  void put(Group group) {
    boolean settled = group.phase() instanceof Phase.Settled;
    if (settled && group.isRemoved()) {
      forget(group.id());
      return;
    }
    groups.put(group.id(), group);
    if (settled) {
      live.remove(group.id());
    } else {
      live.put(group.id(), group.row().getStats());
    }
    if (group.phase() instanceof Phase.Waiting) {
      waiting.add(group.id());
    } else {
      waiting.remove(group.id());
    }
    anyWaiting = !waiting.isEmpty();
    empty = groups.isEmpty();
  }

  void forget(ByteString id) {
    groups.remove(id);
    live.remove(id);
    waiting.remove(id);
    anyWaiting = !waiting.isEmpty();
    empty = groups.isEmpty();
  }
}
