package io.nodectl.gcs.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.gcs.placement.Group.Phase;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.messages.ray.PlacementStrategy;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GroupShelfTest {

  private final GroupShelf shelf = new GroupShelf();
  private final Group pending = group(PlacementGroupState.PENDING, new Phase.Waiting(0));
  private final Group created = group(PlacementGroupState.CREATED, new Phase.Settled());
  private final Group removed = group(PlacementGroupState.REMOVED, new Phase.Settled());

  @Test
  void a_late_attempt_to_keep_a_group_keeps_what_has_become_of_it() {
    shelf.put(pending);
    shelf.put(created);
    assertEquals(Optional.of(created.row()), shelf.toBeKept(pending));
  }

  @Test
  void a_late_attempt_does_not_bring_a_removed_group_back() {
    shelf.put(created);
    shelf.put(removed);
    assertEquals(Optional.empty(), shelf.toBeKept(created));
    assertEquals(Optional.of(removed.row()), shelf.toBeKept(removed));
  }

  private static Group group(PlacementGroupState state, Phase phase) {
    PlacementGroupTableData row =
        TestGroups.group(7, PlacementStrategy.PACK, 1).toBuilder().setState(state).build();
    return new Group(row, phase, 0);
  }
}
