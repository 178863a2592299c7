package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;

/// The parent's end of a child's standard output, or error, or both; on the loop's thread.
final class OutputPipe implements AutoCloseable, EventLoop.Timed {
  /// Other children get their turn after 256 KiB of one.
  private static final int READS_AT_ONCE = 4;

  private final Fd readEnd;
  private final Means means;
  private final LogSink log;
  private final Ear ear;
  private final Pressure pressure = new Pressure();
  private Runnable onEnd = () -> {};
  private boolean ended;
  private boolean closed;

  /// Hears what is read, beside the log.
  interface Ear {
    /// Takes what was read.
    ///
    /// @param bytes nobody's after the call
    void hear(byte[] bytes, int length);

    /// Whether more may be read now.
    boolean wantsMore();
  }

  /// @param readEnd must not block
  OutputPipe(Fd readEnd, Means means, LogSink log, Ear ear) {
    this.readEnd = readEnd;
    this.means = means;
    this.log = log;
    this.ear = ear;
  }

  /// Begins to drain the pipe.
  ///
  /// @param onEnd called once every copy of the write end is closed
  void begin(Runnable onEnd) {
    this.onEnd = onEnd;
    means.loop().add(this);
    watch();
  }

  /// Reads on, if the ear wanted nothing more for a while.
  void watch() {
    if (!ended && !closed) {
      means.loop().poller().watch(readEnd, Interest.READ, this::drain);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  private void drain() {
    for (int i = 0; i < READS_AT_ONCE && !ended && !closed; i++) {
      if (!ear.wantsMore()) {
        means.loop().poller().unwatch(readEnd);
        return;
      }
      Pressure.Answer answer = pressure.answer(log.fill(), means.loop().now());
      boolean more =
          switch (answer) {
            case TAKE, DROP -> read(answer);
            case HOLD -> hold();
          };
      if (!more) {
        return;
      }
    }
  }

  /// Leaves the pipe alone until the disk has written some of what waits.
  ///
  /// @return whether that is so already
  private boolean hold() {
    if (!log.whenEased(() -> means.loop().execute(this::watch))) {
      return true;
    }
    means.loop().poller().unwatch(readEnd);
    return false;
  }

  @Override
  public long dueAt() {
    return pressure.holdEnds();
  }

  /// It was held long enough.
  @Override
  public void onTime(long now) {
    watch();
    drain();
  }

  /// Takes what a child has left in the pipe that is dead: it will write no more, so the disk does
  /// not matter.
  void takeRest() {
    for (int i = 0; i < READS_AT_ONCE && !ended && !closed; i++) {
      if (!read(Pressure.Answer.TAKE)) {
        return;
      }
    }
  }

  /// @return whether there may be more
  private boolean read(Pressure.Answer answer) {
    byte[] buffer = means.buffer();
    int count = readEnd.read(buffer);
    if (count > 0) {
      ear.hear(buffer, count);
      if (answer == Pressure.Answer.DROP) {
        log.drop(buffer, count);
      } else {
        means.logs().write(log, buffer, count);
      }
    } else if (count < 0) {
      ended = true;
      means.loop().poller().unwatch(readEnd);
      onEnd.run();
    }
    return count > 0;
  }

  /// Reads no more: who writes meets a pipe without a reader.
  void abandon() {
    if (!ended) {
      ended = true;
      close();
      onEnd.run();
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    means.loop().poller().unwatch(readEnd);
    means.loop().remove(this);
    readEnd.close();
    means.logs().close(log);
  }
}
