package io.nodectl.node;

import java.io.InputStream;

/// The orders of somebody who never goes away and has nothing more to say: neither bytes nor an
/// end, ever.
final class Silence extends InputStream {
  @Override
  public int read(byte[] buffer, int offset, int length) {
    return read();
  }

  @Override
  public int read() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return -1;
  }
}
