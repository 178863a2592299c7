package io.nodectl.environment.plugin;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Until when something must be done.
public final class TimeLimit {
  private final Optional<Duration> whole;
  private final OptionalLong end;

  private TimeLimit(Optional<Duration> whole, OptionalLong end) {
    this.whole = whole;
    this.end = end;
  }

  /// One that begins now.
  ///
  /// @param whole empty for no limit
  public static TimeLimit fromNow(Optional<Duration> whole) {
    return new TimeLimit(
        whole,
        whole.isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(System.nanoTime() + whole.get().toNanos()));
  }

  /// How much time there was in the beginning; empty for no limit.
  public Optional<Duration> whole() {
    return whole;
  }

  /// What is left of it, at least 0; empty for no limit.
  public Optional<Duration> left() {
    return end.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, end.getAsLong() - System.nanoTime())));
  }

  /// Whether it is over.
  public boolean isOver() {
    return left().filter(Duration::isZero).isPresent();
  }
}
