package io.nodectl.process;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Output of one child between its pipe and the disk.
///
/// Whoever drains the pipe gives it here and goes on at once; the disk's thread takes it from
/// here. What does not fit is dropped and counted, so that a slow disk never blocks a child.
final class LogSink {
  static final int MOST_WAITING = 4 << 20;
  private static final byte[] NOTHING = {};

  private final LogFile file;
  private final Queue<LogChunk> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private long dropped;
  private boolean closed;
  private boolean scheduled;

  LogSink(LogFile file) {
    this.file = file;
  }

  /// Takes bytes over; the caller must not change them afterwards.
  ///
  /// @return whether the disk's thread has to be told
  synchronized boolean offer(byte[] bytes) {
    if (waitingBytes + bytes.length > MOST_WAITING) {
      dropped += bytes.length;
      return false;
    }
    return add(bytes);
  }

  /// Nothing more will come.
  ///
  /// @return whether the disk's thread has to be told
  synchronized boolean close() {
    closed = true;
    return add(NOTHING);
  }

  /// Writes all that waits; on the disk's thread.
  void writeOut() {
    for (LogChunk chunk = next(); chunk != null; chunk = next()) {
      file.append(chunk);
    }
    if (isFinished()) {
      file.close();
    }
  }

  private boolean add(byte[] bytes) {
    waiting.add(new LogChunk(bytes, dropped));
    waitingBytes += bytes.length;
    dropped = 0;
    boolean first = !scheduled;
    scheduled = true;
    return first;
  }

  private synchronized @Nullable LogChunk next() {
    LogChunk chunk = waiting.poll();
    if (chunk == null) {
      scheduled = false;
    } else {
      waitingBytes -= chunk.bytes().length;
    }
    return chunk;
  }

  private synchronized boolean isFinished() {
    return closed && waiting.isEmpty();
  }
}
