package io.nodectl.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Where the last lines of a file begin.
///
/// @param start position of the first of them
/// @param lines how many there are, at most as many as were asked for
record LastLines(long start, long lines) {
  private static final int BLOCK = 64 * 1024;

  /// Looks for them from the end; a last line without an end counts as one.
  static LastLines in(SeekableByteChannel file, long most) throws IOException {
    long end = file.size();
    if (most == 0 || end == 0) {
      return new LastLines(end, 0);
    }
    ByteBuffer buffer = ByteBuffer.allocate(BLOCK);
    long lines = 0;
    for (long blockEnd = end; blockEnd > 0; blockEnd -= BLOCK) {
      long start = Math.max(0, blockEnd - BLOCK);
      fill(file.position(start), buffer.clear().limit((int) (blockEnd - start)));
      for (int i = buffer.limit() - 1; i >= 0; i--) {
        boolean lineEnds = buffer.get(i) == '\n' && start + i + 1 < end;
        if (lineEnds && ++lines == most) {
          return new LastLines(start + i + 1, lines);
        }
      }
    }
    return new LastLines(0, lines + 1);
  }

  private static void fill(SeekableByteChannel file, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // Until the block is there: a read may give less.
    }
    buffer.flip();
  }
}
