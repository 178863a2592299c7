package io.nodectl.testchild;

/// Doing nothing, which is what some behaviours are about.
final class Pause {
  private Pause() {}

  static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a test child", e);
    }
  }

  static void forever() {
    while (true) {
      millis(Long.MAX_VALUE);
    }
  }
}
