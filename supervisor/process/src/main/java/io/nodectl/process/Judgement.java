package io.nodectl.process;

import java.util.Set;

/// What follows from the facts about a child that is starting.
enum Judgement {
  /// Nothing yet.
  WAIT,
  /// It closed its pipe, or does not hold its port: if it exits within {@link
  /// Patience#CLOSED_PIPE}, it died, else it closed, or claimed what is not its own.
  WAIT_FOR_ITS_EXIT,
  /// It is ready.
  READY,
  /// It failed as its report says.
  AS_REPORTED,
  /// It exited.
  DIED,
  /// It lives and can report nothing more.
  CLOSED,
  /// Its time is over.
  TOO_LATE;

  /// What was reported outranks what happened after it, because a child may report and exit at
  /// once; a death outranks a deadline, because it explains why nothing came.
  static Judgement of(Set<Fact> facts) {
    boolean graceOver = facts.contains(Fact.GRACE_OVER);
    if (facts.contains(Fact.REFUSED)) {
      return AS_REPORTED;
    }
    if (facts.contains(Fact.READY)) {
      return READY;
    }
    if (facts.contains(Fact.EXITED)) {
      return DIED;
    }
    if (facts.contains(Fact.DOUBTED)) {
      return graceOver || facts.contains(Fact.LATE) ? AS_REPORTED : WAIT_FOR_ITS_EXIT;
    }
    if (facts.contains(Fact.LATE)) {
      return TOO_LATE;
    }
    if (facts.contains(Fact.PIPE_ENDED) && !facts.contains(Fact.REPORTS_OTHERWISE)) {
      return graceOver ? CLOSED : WAIT_FOR_ITS_EXIT;
    }
    return WAIT;
  }
}
