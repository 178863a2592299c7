package io.nodectl.node;

import org.jspecify.annotations.Nullable;

/// Lets another thread, such as one that handles a signal, give a start up.
public final class StartHandle {
  private @Nullable Runnable action;
  private boolean givenUp;

  /// Undoes the start if it is not over; the thread that waits for it returns when that is done.
  public synchronized void giveUp() {
    givenUp = true;
    if (action != null) {
      action.run();
    }
  }

  synchronized void onGiveUp(Runnable undo) {
    action = undo;
    if (givenUp) {
      undo.run();
    }
  }
}
