package io.nodectl.runtimeenv.shelf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The time that this machine has been running.
final class Boot {
  private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");
  private static final String ID = read();

  private Boot() {}

  /// Another one after each start of the machine (random(4)).
  static String id() {
    return ID;
  }

  private static String read() {
    try {
      return Files.readString(FILE).strip();
    } catch (IOException e) {
      throw new IllegalStateException(FILE + " cannot be read: nodectl needs /proc", e);
    }
  }
}
