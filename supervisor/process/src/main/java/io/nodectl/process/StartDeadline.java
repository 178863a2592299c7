package io.nodectl.process;

import java.time.Duration;

/// The point in time by which a child must be ready.
final class StartDeadline {
  private final long launchedAt;
  private long latest;
  private long at;
  private long held;
  private long heldSince = EventLoop.NEVER;

  /// @param launchedAt in ns, as all times here
  StartDeadline(long launchedAt, Duration within) {
    this.launchedAt = launchedAt;
    this.at = launchedAt + Patience.nanos(within);
    this.latest = Math.max(at, launchedAt + Patience.nanos(Patience.LONGEST_START));
  }

  /// {@link EventLoop#NEVER} while it is held.
  long at() {
    return isHeld() ? EventLoop.NEVER : at;
  }

  /// How long the child has had when the deadline passes, without the time that did not count.
  Duration length() {
    return Duration.ofNanos(at - launchedAt - held);
  }

  private boolean isHeld() {
    return heldSince != EventLoop.NEVER;
  }

  /// Time does not count from now on.
  void hold(long now) {
    if (!isHeld()) {
      heldSince = now;
    }
  }

  /// Time counts again, and there is as much of it as when it was held.
  void release(long now) {
    if (isHeld()) {
      long pause = now - heldSince;
      held += pause;
      at += pause;
      latest += pause;
      heldSince = EventLoop.NEVER;
    }
  }

  /// Moves the deadline to `by` from now, never back and never beyond
  /// {@link Patience#LONGEST_START} after the launch.
  ///
  /// @return how much time is left from now on
  Duration extend(long now, Duration by) {
    long from = isHeld() ? heldSince : now;
    at = Math.max(at, Math.min(latest, from + Patience.nanos(by)));
    return Duration.ofNanos(at - from);
  }
}
