package io.nodectl.process;

import java.util.function.Consumer;

/// What is missing in a log since the last mark. It is told when it begins, every ten seconds while
/// it grows, and when it ends. For one thread.
final class Gap {
  private static final long TELL_EVERY_MILLIS = 10_000;

  private final Consumer<Loss> listener;
  private Loss unmarked = Loss.NONE;
  private Loss untold = Loss.NONE;
  private boolean begun;
  private long toldAtMillis;

  /// @param listener told of each loss once
  Gap(Consumer<Loss> listener) {
    this.listener = listener;
  }

  boolean isOpen() {
    return !unmarked.isNone();
  }

  /// More is missing.
  void widen(Loss loss, long nowMillis) {
    if (loss.isNone()) {
      return;
    }
    unmarked = unmarked.plus(loss);
    untold = untold.plus(loss);
    // A clock that was set back must not silence it.
    if (!begun || Math.abs(nowMillis - toldAtMillis) >= TELL_EVERY_MILLIS) {
      begun = true;
      toldAtMillis = nowMillis;
      tell();
    }
  }

  /// The line that says what is missing.
  byte[] mark() {
    return unmarked.mark();
  }

  /// The mark is written, or nothing will ever be written again.
  void end() {
    tell();
    unmarked = Loss.NONE;
    begun = false;
  }

  private void tell() {
    if (!untold.isNone()) {
      listener.accept(untold);
      untold = Loss.NONE;
    }
  }
}
