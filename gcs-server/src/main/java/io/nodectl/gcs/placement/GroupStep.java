package io.nodectl.gcs.placement;

import java.util.ArrayList;
import java.util.List;

/// What follows from an event.
///
/// @param next the group from now on
/// @param keep whether its row is to be kept before the effects
record GroupStep(Group next, boolean keep, List<GroupEffect> effects) {

  static GroupStep kept(Group next, GroupEffect... effects) {
    return new GroupStep(next, true, List.of(effects));
  }

  /// The same and one more effect at the end.
  GroupStep and(GroupEffect last) {
    List<GroupEffect> more = new ArrayList<>(effects);
    more.add(last);
    return new GroupStep(next, keep, more);
  }

  static GroupStep quiet(Group next, GroupEffect... effects) {
    return new GroupStep(next, false, List.of(effects));
  }
}
