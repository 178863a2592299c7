package io.nodectl.process;

import java.time.Duration;

/// Looks for orphans from time to time. A child that puts a process into the background while it
/// lives on gives no sign: the kernel tells nobody about an adoption.
final class OrphanPatrol implements EventLoop.Timed {
  /// A look costs 0.5 ms, nearly all of it because this process has slept: 0.01 % of a core.
  private static final long PERIOD = Duration.ofSeconds(5).toNanos();

  private final Orphans orphans;
  private long next = PERIOD;

  OrphanPatrol(Orphans orphans) {
    this.orphans = orphans;
  }

  @Override
  public long dueAt() {
    return next;
  }

  @Override
  public void onTime(long now) {
    next = now + PERIOD;
    orphans.sweep();
  }
}
