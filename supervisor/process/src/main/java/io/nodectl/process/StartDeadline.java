package io.nodectl.process;

import java.time.Duration;

/// The point in time by which a child must be ready.
final class StartDeadline {
  private final long launchedAt;
  private final long latest;
  private long at;

  /// @param launchedAt in ns, as all times here
  StartDeadline(long launchedAt, Duration within) {
    this.launchedAt = launchedAt;
    this.at = launchedAt + Patience.nanos(within);
    this.latest = Math.max(at, launchedAt + Patience.nanos(Patience.LONGEST_START));
  }

  long at() {
    return at;
  }

  /// How long the child has had when the deadline passes.
  Duration length() {
    return Duration.ofNanos(at - launchedAt);
  }

  /// Moves the deadline to `by` from now, never back and never beyond
  /// {@link Patience#LONGEST_START} after the launch.
  ///
  /// @return how much time is left from now on
  Duration extend(long now, Duration by) {
    at = Math.max(at, Math.min(latest, now + Patience.nanos(by)));
    return Duration.ofNanos(at - now);
  }
}
