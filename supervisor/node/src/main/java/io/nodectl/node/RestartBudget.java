package io.nodectl.node;

import java.time.Duration;
import java.util.List;

/// How many restarts are too many.
///
/// @param restarts the most that are done, 0 or more
/// @param within in any stretch of time as long as this
public record RestartBudget(int restarts, Duration within) {
  /// @throws InvalidInput if there could be no such budget
  public RestartBudget {
    if (restarts < 0 || !within.isPositive()) {
      throw new InvalidInput(
          "a budget of %d restarts within %d ms cannot be: use 0 or more within 1 ms or more"
              .formatted(restarts, within.toMillis()));
    }
  }

  /// Whether these restarts, stamped in ns, leave nothing for another one now.
  boolean isSpentBy(List<Long> stamps, long now) {
    long begin = now - within.toNanos();
    return stamps.stream().filter(stamp -> stamp - begin > 0).count() >= restarts;
  }
}
