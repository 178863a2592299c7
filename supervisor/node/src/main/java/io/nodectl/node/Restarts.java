package io.nodectl.node;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The restarts of a component that count against the budgets.
///
/// @param stamps when they were due, in ns, oldest first; what no budget looks at is left out
/// @param inARow how many of the latest ones came soon after the one before
record Restarts(List<Long> stamps, int inARow) {
  Restarts {
    stamps = List.copyOf(stamps);
  }

  static Restarts none() {
    return new Restarts(List.of(), 0);
  }

  /// How many there were in a row, if the component goes down now.
  ///
  /// @param stableAfter who was not started again for so long is stable: the row is over
  int inARowAt(long now, Duration stableAfter) {
    boolean over = stamps.isEmpty() || now - stamps.getLast() >= stableAfter.toNanos();
    return over ? 0 : inARow;
  }

  /// One more.
  ///
  /// @param row how many there were in a row before
  /// @param window how far back any budget looks
  Restarts plus(long stamp, int row, Duration window) {
    List<Long> more = new ArrayList<>(stamps);
    more.removeIf(old -> stamp - old > window.toNanos());
    more.add(stamp);
    return new Restarts(more, row + 1);
  }
}
