package io.nodectl.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds out who holds a lock file. Information for people and for the last resort: whether
/// somebody holds it, only trying to take it tells.
final class LockHolder {
  private static final Path LOCKS = Path.of("/proc/locks");

  private LockHolder() {}

  /// The pid of the process that holds it, as far as the kernel shows it to us.
  static Optional<Long> of(Path file) {
    try {
      Object inode = Files.getAttribute(file, "unix:ino");
      return in(Files.readString(LOCKS), ((Number) inode).longValue());
    } catch (IOException | UnsupportedOperationException notVisible) {
      return Optional.empty();
    }
  }

  /// Reads a table as in proc_locks(5): number, kind, mode, access, pid, `major:minor:inode`,
  // range.
  static Optional<Long> in(String table, long inode) {
    for (String line : table.split("\n", -1)) {
      String[] words = line.trim().split(" +", -1);
      boolean held = words.length >= 6 && words[1].equals("POSIX");
      if (held && words[5].endsWith(":" + inode)) {
        return Optional.of(Long.parseLong(words[4]));
      }
    }
    return Optional.empty();
  }
}
