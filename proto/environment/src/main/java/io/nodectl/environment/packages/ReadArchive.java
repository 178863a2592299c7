package io.nodectl.environment.packages;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The contents of one part of an archive: what goes wrong while they are read is the archive's
/// fault.
final class ReadArchive extends FilterInputStream {
  private final String name;
  private boolean ended;

  ReadArchive(InputStream contents, String name) {
    super(contents);
    this.name = name;
  }

  /// Whether they were read to their end.
  boolean wasRead() {
    return ended;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = super.read(buffer, offset, length);
      ended |= read < 0;
      return read;
    } catch (IOException e) {
      throw new BrokenArchive(name + " is damaged: " + e.getMessage(), e);
    }
  }
}
