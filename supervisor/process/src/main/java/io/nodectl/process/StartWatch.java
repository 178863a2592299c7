package io.nodectl.process;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one child on its way to ready; it decides and does nothing.
final class StartWatch {
  private final Set<Fact> facts = EnumSet.noneOf(Fact.class);
  private final StartDeadline deadline;
  private long graceOverAt = EventLoop.NEVER;
  private @Nullable Verdict reported;
  private @Nullable Verdict doubt;
  private boolean settled;

  StartWatch(StartDeadline deadline) {
    this.deadline = deadline;
  }

  void learn(Fact fact) {
    facts.add(fact);
  }

  boolean knows(Fact fact) {
    return facts.contains(fact);
  }

  /// Takes a report that is a verdict in itself; the first one counts.
  void refuse(Verdict verdict) {
    if (reported == null) {
      reported = verdict;
      facts.add(Fact.REFUSED);
    }
  }

  /// Takes what will be the verdict unless the child says something else soon, or exits.
  void doubt(Verdict verdict) {
    doubt = verdict;
    facts.add(Fact.DOUBTED);
  }

  /// Whether the child has reported its ports, believed or not.
  boolean hasClaimed() {
    return knows(Fact.BOUND) || knows(Fact.DOUBTED);
  }

  /// Takes back a doubt: the child has ended, and with it everything that it held.
  void believeTheDead() {
    if (facts.remove(Fact.DOUBTED)) {
      facts.add(Fact.BOUND);
      graceOverAt = EventLoop.NEVER;
    }
  }

  /// The verdict that was given to {@link #refuse}, else that of {@link #doubt}.
  Verdict reported() {
    Verdict verdict = reported == null ? doubt : reported;
    if (verdict == null) {
      throw new IllegalStateException("nothing was refused");
    }
    return verdict;
  }

  /// What the child owes, as the object of "report".
  String missing() {
    return knows(Fact.BOUND) ? "that it is ready" : "its ports";
  }

  /// Moves the deadline.
  ///
  /// @return how long there is from now on
  Duration extend(long now, Duration by) {
    return deadline.extend(now, by);
  }

  /// Lets the time that the child has run, or stand still.
  void hold(long now, boolean still) {
    if (still) {
      deadline.hold(now);
    } else {
      deadline.release(now);
    }
  }

  /// How long the child was, or will have been, waited for.
  Duration patience() {
    return deadline.length();
  }

  /// Nothing is expected of the child any more, and nothing held against it.
  void settle() {
    settled = true;
  }

  boolean isSettled() {
    return settled;
  }

  /// The judgement, once; {@link Judgement#WAIT} before there is one and after it.
  Judgement judge(long now) {
    if (settled) {
      return Judgement.WAIT;
    }
    if (now >= graceOverAt) {
      facts.add(Fact.GRACE_OVER);
    }
    if (now >= deadline.at()) {
      facts.add(Fact.LATE);
    }
    Judgement judgement = Judgement.of(facts);
    if (judgement == Judgement.WAIT_FOR_ITS_EXIT) {
      graceOverAt = Math.min(graceOverAt, now + Patience.nanos(Patience.CLOSED_PIPE));
    } else if (judgement != Judgement.WAIT) {
      settled = true;
    }
    return judgement;
  }

  /// When to judge again although nothing happened.
  long dueAt() {
    return settled ? EventLoop.NEVER : Math.min(deadline.at(), graceOverAt);
  }
}
