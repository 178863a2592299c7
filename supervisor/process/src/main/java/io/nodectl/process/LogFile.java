package io.nodectl.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A log that output is appended to, file after file. What the disk refuses is counted, and the
/// gap is marked as soon as it takes something again. For one thread.
final class LogFile implements AutoCloseable {
  /// How long output may go into a file that somebody has removed.
  private static final long LOOK_AGAIN_MILLIS = 1000;

  private final LogShelf shelf;
  private final InstantSource clock;
  private final Gap gap;
  private LogDisk.@Nullable Output output;
  private long size;
  private boolean lineBegins = true;
  private long lookedAtMillis;

  /// @param listener told of output that is lost, on the thread that appends
  LogFile(LogShelf shelf, InstantSource clock, Consumer<Loss> listener) {
    this.shelf = shelf;
    this.clock = clock;
    this.gap = new Gap(listener);
  }

  Path path() {
    return shelf.path();
  }

  /// Output was lost before it came here.
  void miss(Loss loss) {
    gap.widen(loss, clock.millis());
    if (gap.isOpen()) {
      try {
        markGap(ready());
      } catch (IOException e) {
        reopenLater();
      }
    }
  }

  /// Appends a piece of output, opening a file when it is needed.
  void append(byte[] bytes, int length) {
    int at = 0;
    try {
      while (at < length) {
        at = write(new Rotation.Output(bytes, at, length));
      }
    } catch (IOException e) {
      reopenLater();
      Loss loss = Loss.of(bytes, at, length, String.valueOf(e.getMessage()));
      gap.widen(loss, clock.millis());
    }
  }

  /// @return index of the first byte that is not written yet
  private int write(Rotation.Output piece) throws IOException {
    LogDisk.Output open = ready();
    markGap(open);
    Rotation.Standing standing = new Rotation.Standing(size, open.begunMillis(), lineBegins);
    int share = Rotation.share(shelf.rule(), standing, piece);
    if (share == piece.from() || Rotation.isTooOld(shelf.rule(), standing, clock.millis())) {
      shut();
      shelf.shift();
      return piece.from();
    }
    return piece.from() + put(open, piece.bytes(), piece.from(), share);
  }

  private int put(LogDisk.Output open, byte[] bytes, int from, int to) throws IOException {
    int taken = open.write(bytes, from, to - from);
    size += taken;
    lineBegins = bytes[from + taken - 1] == '\n';
    return taken;
  }

  private void markGap(LogDisk.Output open) throws IOException {
    if (!gap.isOpen()) {
      return;
    }
    if (!lineBegins) {
      put(open, new byte[] {'\n'}, 0, 1);
    }
    byte[] mark = gap.mark();
    for (int at = 0; at < mark.length; ) {
      at += put(open, mark, at, mark.length);
    }
    gap.end();
  }

  private LogDisk.Output ready() throws IOException {
    long now = clock.millis();
    if (output != null && Math.abs(now - lookedAtMillis) >= LOOK_AGAIN_MILLIS) {
      lookedAtMillis = now;
      if (!output.isInPlace()) {
        shut();
      }
    }
    if (output == null) {
      LogDisk.Output opened = shelf.disk().append(shelf.path());
      output = opened;
      size = opened.size();
      lineBegins = true;
      lookedAtMillis = now;
    }
    return Objects.requireNonNull(output);
  }

  /// A disk that failed may be another one when it is asked again; a full one is not.
  private void reopenLater() {
    lookedAtMillis = clock.millis() - LOOK_AGAIN_MILLIS;
  }

  private void shut() {
    if (output != null) {
      output.close();
      output = null;
    }
  }

  @Override
  public void close() {
    gap.end();
    shut();
  }
}
