package io.nodectl.process;

import java.io.IOException;
import java.nio.file.Path;

/// The files of one log: the one that is written, and those put aside, `.1` being the newest.
///
/// @param path the file that is written
record LogShelf(Path path, LogRule rule, LogDisk disk) {
  /// Puts the file that is written aside, drops the oldest one, and keeps the folder within its
  /// limit.
  void shift() throws IOException {
    for (int number = rule.files() - 2; number >= 1; number--) {
      disk.rename(aside(number), aside(number + 1));
    }
    if (rule.files() > 1) {
      disk.rename(path, aside(1));
    } else {
      disk.delete(path);
    }
    Path folder = path.getParent();
    if (folder != null) {
      for (Path surplus : Rotation.surplus(rule, disk.pieces(folder))) {
        disk.delete(surplus);
      }
    }
  }

  private Path aside(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
