package io.nodectl.environment.packages;

import java.io.IOException;

/// An archive that cannot be read, or must not be unpacked: the fault is in the archive, not in the
/// disk.
public final class BrokenArchive extends IOException {
  private static final long serialVersionUID = 1;

  public BrokenArchive(String message) {
    super(message);
  }

  BrokenArchive(String message, IOException cause) {
    super(message, cause);
  }
}
