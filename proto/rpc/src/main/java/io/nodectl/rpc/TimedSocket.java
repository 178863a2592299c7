package io.nodectl.rpc;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// A connection that ends at its deadline, however its peer behaves until then.
final class TimedSocket implements AutoCloseable {
  private static final int CHUNK = 16 << 10;

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

  /// What has come, as soon as there is something.
  ///
  /// @return how many bytes, at least 1
  int read(byte[] buffer) throws IOException {
    socket.setSoTimeout(leftMillis());
    int count = socket.getInputStream().read(buffer);
    if (count < 0) {
      throw new EOFException();
    }
    return count;
  }

  /// All until the peer has nothing more to say.
  ///
  /// @param most how many bytes, more are an error
  byte[] readAll(int most) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[CHUNK];
    InputStream in = socket.getInputStream();
    while (all.size() <= most) {
      socket.setSoTimeout(leftMillis());
      int count = in.read(some);
      if (count < 0) {
        return all.toByteArray();
      }
      all.write(some, 0, count);
    }
    throw new IOException("more than " + most + " bytes");
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
