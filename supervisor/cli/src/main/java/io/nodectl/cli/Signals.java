package io.nodectl.cli;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/// SIGINT, SIGTERM and SIGHUP, for a command that has something to undo.
interface Signals {
  /// Nobody sends any: for runs inside another program.
  Signals NONE = action -> () -> false;

  /// From now on such a signal runs the action on a thread of its own, once, instead of ending this
  /// process: the caller decides when and how it ends, by `Runtime.halt`.
  Guarded guard(Runnable action);

  /// From now on signals are told instead of ending this process.
  ///
  /// @param told gets their numbers
  default void relay(IntConsumer told) {}

  /// A time in which signals undo something.
  interface Guarded {
    /// Ends that time: a signal that comes later has no effect at all.
    ///
    /// @return whether a signal came before
    boolean wasInterrupted();
  }

  static Signals ofThisProcess() {
    return new Signals() {
      @Override
      public Guarded guard(Runnable action) {
        AtomicReference<State> state = new AtomicReference<>(State.GUARDED);
        Thread hook = new Thread(() -> interrupt(state, action), "signal");
        Runtime.getRuntime().addShutdownHook(hook);
        return () -> state.compareAndExchange(State.GUARDED, State.OVER) == State.INTERRUPTED;
      }

      @Override
      public void relay(IntConsumer told) {
        SignalRelay.start(told);
      }
    };
  }

  ///  Where a guarded time stands.
  enum State {
    GUARDED,
    INTERRUPTED,
    OVER
  }

  private static void interrupt(AtomicReference<State> state, Runnable action) {
    if (state.compareAndSet(State.GUARDED, State.INTERRUPTED)) {
      action.run();
    }
    try {
      // The JVM ends when this returns, and with the signal's exit code.
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
