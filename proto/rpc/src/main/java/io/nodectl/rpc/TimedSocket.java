package io.nodectl.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection that ends at its deadline, however its peer behaves until then.
final class TimedSocket implements AutoCloseable {
  private final Socket socket;
  private final long endNanos;

  private TimedSocket(Socket socket, long endNanos) {
    this.socket = socket;
    this.endNanos = endNanos;
  }

  /// Connects.
  ///
  /// @param deadline for all that is done with it
  static TimedSocket connect(String host, int port, Duration deadline) throws IOException {
    TimedSocket made = new TimedSocket(new Socket(), System.nanoTime() + deadline.toNanos());
    try {
      made.socket.connect(new InetSocketAddress(host, port), made.leftMillis());
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /// Exactly so many bytes.
  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    InputStream in = socket.getInputStream();
    int filled = 0;
    while (filled < count) {
      socket.setSoTimeout(leftMillis());
      int some = in.read(bytes, filled, count - filled);
      if (some < 0) {
        throw new EOFException();
      }
      filled += some;
    }
    return bytes;
  }

  /// At least 1: to a socket, 0 means for ever.
  private int leftMillis() throws SocketTimeoutException {
    long left = (endNanos - System.nanoTime()) / 1_000_000;
    if (left < 0) {
      throw new SocketTimeoutException();
    }
    return (int) Math.min(Integer.MAX_VALUE, left + 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
