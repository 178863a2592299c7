package io.nodectl.process;

import io.nodectl.handshake.Order;
import io.nodectl.spawn.Fd;
import io.nodectl.spawn.Interest;
import io.nodectl.spawn.Poller;

/// The parent's end of a child's standard input: writes orders, never waits for the child.
final class InputPipe implements AutoCloseable {
  private final Fd writeEnd;
  private final Poller poller;
  private final OrderBacklog backlog = new OrderBacklog();
  private boolean waitsForRoom;
  private boolean closed;

  /// @param writeEnd must not block
  InputPipe(Fd writeEnd, Poller poller) {
    this.writeEnd = writeEnd;
    this.poller = poller;
  }

  /// @param record the order's bytes; at most PIPE_BUF of them, so they go in one piece or not yet
  void send(Order order, byte[] record) {
    if (!closed) {
      backlog.add(order, record);
      flush();
    }
  }

  private void flush() {
    while (!backlog.isEmpty()) {
      byte[] record = backlog.first();
      int written = writeEnd.write(record, 0, record.length);
      if (written == 0) {
        waitForRoom();
        return;
      }
      if (written < 0) {
        close(); // the child closed its end: it will never read again
        return;
      }
      backlog.removeFirst();
    }
    stopWaiting();
  }

  private void waitForRoom() {
    if (!waitsForRoom) {
      waitsForRoom = true;
      poller.watch(writeEnd, Interest.WRITE, this::flush);
    }
  }

  private void stopWaiting() {
    if (waitsForRoom) {
      waitsForRoom = false;
      poller.unwatch(writeEnd);
    }
  }

  /// The child sees the end of file, and what it has not taken yet is forgotten.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      stopWaiting();
      backlog.clear();
      writeEnd.close();
    }
  }
}
