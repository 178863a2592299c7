package io.nodectl.process;

import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;
import java.util.ArrayDeque;
import java.util.Deque;

/// The parent's end of a standard input that carries somebody's bytes; on the loop's thread.
final class ByteInput implements AutoCloseable {
  private final Fd writeEnd;
  private final Poller poller;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private boolean watched;
  private boolean ending;
  private boolean closed;

  private static final class Piece {
    private final byte[] bytes;
    private final Runnable taken;
    private int written;

    Piece(byte[] bytes, Runnable taken) {
      this.bytes = bytes;
      this.taken = taken;
    }

    boolean isDone() {
      return written == bytes.length;
    }
  }

  /// @param writeEnd must not block
  ByteInput(Fd writeEnd, Poller poller) {
    this.writeEnd = writeEnd;
    this.poller = poller;
  }

  /// Writes as soon as there is room. What a child does not want any more is as good as taken.
  ///
  /// @param taken run when the last of it was written
  void write(byte[] bytes, Runnable taken) {
    if (closed || ending) {
      taken.run();
      return;
    }
    waiting.addLast(new Piece(bytes, taken));
    flush();
  }

  /// The child sees the end of file after what was given before.
  void end() {
    ending = true;
    flush();
  }

  private void flush() {
    while (!closed && !waiting.isEmpty()) {
      Piece piece = waiting.getFirst();
      int count =
          piece.isDone()
              ? 0
              : writeEnd.write(piece.bytes, piece.written, piece.bytes.length - piece.written);
      if (count < 0) {
        close(); // the child closed its end: it will never read again
        return;
      }
      piece.written += count;
      if (piece.isDone()) {
        waiting.removeFirst();
        piece.taken.run();
      } else if (count == 0) {
        watch();
        return;
      }
    }
    unwatch();
    if (ending) {
      close();
    }
  }

  private void watch() {
    if (!watched) {
      watched = true;
      poller.watch(writeEnd, Interest.WRITE, this::flush);
    }
  }

  private void unwatch() {
    if (watched) {
      watched = false;
      poller.unwatch(writeEnd);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    unwatch();
    writeEnd.close();
    while (!waiting.isEmpty()) {
      waiting.removeFirst().taken.run();
    }
  }
}
