package io.nodectl.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Output of one child between its pipe and the disk.
///
/// Whoever drains the pipe gives it here and goes on at once; the disk's thread takes it from
/// here, a block at a time. What does not get in is counted, and marked where it is missing.
final class LogSink {
  static final int MOST_WAITING = 4 << 20;

  /// Other logs get their turn after 1 MiB of one.
  private static final int BLOCKS_AT_ONCE = 16;

  private final LogFile file;
  private final LogBlocks blocks;
  private final Deque<Block> waiting = new ArrayDeque<>();
  private @Nullable Runnable whenEased;
  private Loss lost = Loss.NONE;
  private int waitingBytes;
  private boolean closed;
  private boolean scheduled;

  /// How much waits for the disk.
  enum Fill {
    /// At most half of what may.
    EASY,
    HIGH,
    /// All that may.
    FULL
  }

  private static final class Block {
    private final byte[] bytes;
    private final Loss before;
    private int length;

    Block(byte[] bytes, Loss before) {
      this.bytes = bytes;
      this.before = before;
    }

    int append(byte[] from, int at, int count) {
      int part = Math.min(count, bytes.length - length);
      System.arraycopy(from, at, bytes, length, part);
      length += part;
      return part;
    }
  }

  LogSink(LogFile file, LogBlocks blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  synchronized Fill fill() {
    if (waitingBytes >= MOST_WAITING) {
      return Fill.FULL;
    }
    return waitingBytes > MOST_WAITING / 2 ? Fill.HIGH : Fill.EASY;
  }

  /// Copies output, however much waits already: whoever gives it minds the limit.
  ///
  /// @return whether the disk's thread has to be told
  synchronized boolean add(byte[] bytes, int length) {
    for (int at = 0; at < length; ) {
      at += open().append(bytes, at, length - at);
    }
    waitingBytes += length;
    return schedule();
  }

  /// Leaves output out.
  synchronized void drop(byte[] bytes, int length) {
    lost = lost.plus(Loss.of(bytes, 0, length, "the disk is too slow"));
  }

  /// Runs the action once, on the disk's thread, when at most half of what may wait is left.
  ///
  /// @return false if that is so already: the action is not run
  synchronized boolean whenEased(Runnable action) {
    boolean later = fill() != Fill.EASY;
    whenEased = later ? action : null;
    return later;
  }

  /// Nothing more will come.
  ///
  /// @return whether the disk's thread has to be told
  synchronized boolean close() {
    closed = true;
    return schedule();
  }

  /// Writes what waits, up to a limit; on the disk's thread.
  ///
  /// @return whether there is more
  boolean writeOut() {
    for (int i = 0; i < BLOCKS_AT_ONCE; i++) {
      Block block = next();
      if (block == null) {
        return false;
      }
      file.miss(block.before);
      file.append(block.bytes, block.length);
      blocks.giveBack(block.bytes);
      eased(block.length);
    }
    return true;
  }

  private Block open() {
    Block last = waiting.peekLast();
    if (last == null || last.length == last.bytes.length || !lost.isNone()) {
      last = new Block(blocks.take(), lost);
      lost = Loss.NONE;
      waiting.addLast(last);
    }
    return last;
  }

  private boolean schedule() {
    boolean first = !scheduled;
    scheduled = true;
    return first;
  }

  private @Nullable Block next() {
    synchronized (this) {
      Block block = waiting.pollFirst();
      if (block != null) {
        return block;
      }
      scheduled = false;
      if (!closed) {
        return null;
      }
    }
    file.miss(lost);
    file.close();
    return null;
  }

  /// A block counts until it is written: what a hanging disk has swallowed waits still.
  private void eased(int bytes) {
    Runnable action;
    synchronized (this) {
      waitingBytes -= bytes;
      action = fill() == Fill.EASY ? whenEased : null;
      whenEased = action == null ? whenEased : null;
    }
    if (action != null) {
      action.run();
    }
  }
}
