package io.nodectl.process;

import java.time.Duration;

/// When which step of ending a child is due; times in ns.
record StopPlan(long termAt, long killAt, long giveUpAt) {
  /// What has been done to end a child, in order.
  enum Step {
    ASKED,
    TERMINATED,
    KILLED,
    GIVEN_UP;

    Step next() {
      return this == ASKED ? TERMINATED : this == TERMINATED ? KILLED : GIVEN_UP;
    }
  }

  /// What a child is told of its end before signals come.
  enum Hearing {
    /// It gets the order STOP and two thirds of the time to follow it.
    ORDERS,
    /// SIGTERM is the first it hears.
    SIGNALS
  }

  static StopPlan begin(long now, Duration grace, Hearing hearing) {
    long killAt = now + Patience.nanos(grace);
    long termAt = hearing == Hearing.ORDERS ? now + Patience.nanos(graceOfOrder(grace)) : now;
    return new StopPlan(termAt, killAt, killAt + Patience.nanos(Patience.AFTER_KILL));
  }

  /// For a child that has said that it fails and is about to exit.
  static StopPlan afterOwnWords(long now) {
    long leaves = now + Patience.nanos(Patience.AFTER_FAIL);
    return begin(leaves, Patience.AFTER_VERDICT, Hearing.SIGNALS);
  }

  /// How long a child may take to follow the order STOP.
  static Duration graceOfOrder(Duration grace) {
    return Duration.ofNanos(Patience.nanos(grace) / 3 * 2);
  }

  /// Of two wishes the earlier, step by step.
  StopPlan orEarlier(StopPlan other) {
    return new StopPlan(
        Math.min(termAt, other.termAt),
        Math.min(killAt, other.killAt),
        Math.min(giveUpAt, other.giveUpAt));
  }

  /// The step that a child should have reached by now.
  Step at(long now) {
    if (now >= giveUpAt) {
      return Step.GIVEN_UP;
    }
    if (now >= killAt) {
      return Step.KILLED;
    }
    return now >= termAt ? Step.TERMINATED : Step.ASKED;
  }

  /// When the step after `step` is due.
  long after(Step step) {
    return switch (step) {
      case ASKED -> termAt;
      case TERMINATED -> killAt;
      case KILLED -> giveUpAt;
      case GIVEN_UP -> Long.MAX_VALUE;
    };
  }
}
