package io.nodectl.process;

import java.util.ArrayDeque;
import java.util.Deque;

/// Room for output on its way to disk, used again: a flood of new arrays would keep the garbage
/// collector of a small heap busy. For any thread.
final class LogBlocks {
  /// As much as one read of a pipe gives at most.
  static final int SIZE = 1 << 16;

  /// 1 MiB stays when a flood is over.
  private static final int KEPT = 16;

  private final Deque<byte[]> free = new ArrayDeque<>();

  synchronized byte[] take() {
    byte[] block = free.pollLast();
    return block == null ? new byte[SIZE] : block;
  }

  synchronized void giveBack(byte[] block) {
    if (free.size() < KEPT) {
      free.addLast(block);
    }
  }
}
