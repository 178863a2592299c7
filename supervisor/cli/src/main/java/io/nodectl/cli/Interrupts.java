package io.nodectl.cli;

/// Makes of a signal to us one for the program. Whoever presses Ctrl-C again within three seconds
/// wants an end, so what is sent gets harder each time.
///
/// @param count how many came in a row
/// @param lastMs when the last one came
record Interrupts(int count, long lastMs) {
  static final int INT = 2;
  static final int KILL = 9;
  static final int TERM = 15;

  static final Interrupts NONE = new Interrupts(0, 0);

  private static final long IN_A_ROW_MS = 3000;
  private static final int ENOUGH = 4;

  /// One more.
  Interrupts another(long atMs) {
    boolean inARow = count > 0 && atMs - lastMs <= IN_A_ROW_MS;
    return new Interrupts(inARow ? count + 1 : 1, atMs);
  }

  /// What the program gets.
  int signal() {
    return switch (count) {
      case 0, 1 -> INT;
      case 2 -> TERM;
      default -> KILL;
    };
  }

  /// Whether not even SIGKILL came through, so that there is nobody to wait for.
  boolean isEnough() {
    return count >= ENOUGH;
  }
}
