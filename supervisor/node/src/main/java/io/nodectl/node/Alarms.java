package io.nodectl.node;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// Events that are due later. Belongs to one thread, and needs none of its own.
final class Alarms {
  private final Ticker ticker;
  private final PriorityQueue<Alarm> waiting =
      new PriorityQueue<>(Comparator.comparing(alarm -> alarm.at().left()));

  private record Alarm(Deadline at, NodeEvent event) {}

  Alarms(Ticker ticker) {
    this.ticker = ticker;
  }

  void add(Duration after, NodeEvent event) {
    waiting.add(new Alarm(Deadline.within(ticker, after), event));
  }

  /// How long until one is due; empty if none will be.
  Optional<Duration> untilNext() {
    return Optional.ofNullable(waiting.peek()).map(alarm -> alarm.at().left());
  }

  /// One that is due by now.
  Optional<NodeEvent> takeDue() {
    Alarm next = waiting.peek();
    if (next == null || !next.at().left().isZero()) {
      return Optional.empty();
    }
    waiting.poll();
    return Optional.of(next.event());
  }
}
