package io.nodectl.cli;

import java.util.ArrayList;
import java.util.List;

/// What is said of a program that does not run yet: on a terminal at once, elsewhere only if it
/// takes longer than a second, so that a run that goes well prints what the program prints.
///
/// Not for several threads.
final class RunTalk {
  private static final long PATIENCE_MS = 1000;

  private final boolean atOnce;
  private final long beganMs;
  private final List<String> held = new ArrayList<>();
  private String last = "";
  private boolean over;

  /// @param atOnce whether somebody looks
  /// @param beganMs now, by some clock that only goes on
  RunTalk(boolean atOnce, long beganMs) {
    this.atOnce = atOnce;
    this.beganMs = beganMs;
  }

  /// Something is to be said, unless it was said last.
  void add(String text) {
    if (!over && !text.equals(last)) {
      held.add(text);
      last = text;
    }
  }

  /// The program runs.
  void end() {
    over = true;
    held.clear();
  }

  /// What is to be printed now; it is not given out again.
  List<String> due(long nowMs) {
    if (!atOnce && nowMs - beganMs < PATIENCE_MS) {
      return List.of();
    }
    List<String> due = List.copyOf(held);
    held.clear();
    return due;
  }

  /// How long until there is something to print if nothing else happens; the longest time there is
  /// if there is nothing.
  long nextInMs(long nowMs) {
    return held.isEmpty() ? Long.MAX_VALUE : Math.max(0, beganMs + PATIENCE_MS - nowMs);
  }
}
