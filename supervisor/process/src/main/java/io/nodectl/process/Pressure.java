package io.nodectl.process;

/// Decides what becomes of a child's output when the disk does not keep up.
///
/// A child that writes faster than a healthy disk is held for moments, as it would be if it wrote
/// the file itself. If that does not help within a quarter of a second, the disk is slow or hangs:
/// then output is dropped until half of what waits is written. So a child gets at least 4 MiB of
/// output done in each quarter of a second.
final class Pressure {
  /// What to do with the next piece of output.
  enum Answer {
    TAKE,
    ///  Leave it in the pipe.
    HOLD,
    DROP
  }

  static final long LONGEST_HOLD_NANOS = 250_000_000;

  private long heldSince = EventLoop.NEVER;
  private boolean dropping;

  /// Asked before each read.
  ///
  /// @param fill how much waits for the disk
  /// @param now in ns, by a clock that never runs backwards
  Answer answer(LogSink.Fill fill, long now) {
    if (dropping && fill != LogSink.Fill.EASY) {
      return Answer.DROP;
    }
    dropping = false;
    if (fill != LogSink.Fill.FULL) {
      heldSince = EventLoop.NEVER;
      return Answer.TAKE;
    }
    if (heldSince == EventLoop.NEVER) {
      heldSince = now;
    }
    if (now < holdEnds()) {
      return Answer.HOLD;
    }
    heldSince = EventLoop.NEVER;
    dropping = true;
    return Answer.DROP;
  }

  /// When to ask again at the latest, in ns; {@link EventLoop#NEVER} if nothing is held.
  long holdEnds() {
    return heldSince == EventLoop.NEVER ? EventLoop.NEVER : heldSince + LONGEST_HOLD_NANOS;
  }
}
