package io.nodectl.handshake;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Finds the report pipe that a parent left for this process.
final class InheritedPipe {
  /// The environment variable that announces the pipe: `v=1,fd=3,dev=D,ino=I`.
  static final String VARIABLE = "NODECTL_REPORT";

  private static final int FILE_TYPE = 0170000; // S_IFMT of inode(7)
  private static final int FIFO = 0010000; // S_IFIFO
  private static final int SOCKET = 0140000; // S_IFSOCK

  private InheritedPipe() {}

  /// The pipe, if `announcement` names one and the descriptor still is that one; a stale number can
  /// name another file (in a JVM, 3 is its own `lib/modules` when nothing was inherited).
  ///
  /// @param announcement the value of {@link #VARIABLE}, empty if it is not set
  /// @throws IllegalStateException if the parent speaks a later version
  static Optional<OutputStream> open(String announcement) {
    long version = number(announcement, "v");
    if (version > Records.VERSION) {
      throw new IllegalStateException(
          "the parent speaks NODECTL/"
              + version
              + ", this program NODECTL/"
              + Records.VERSION
              + ". Start it with the nodectl it belongs to.");
    }
    long fd = number(announcement, "fd");
    if (version != Records.VERSION || fd == Decimals.NONE) {
      return Optional.empty();
    }
    String path = "/dev/fd/" + fd;
    return isThatFile(path, announcement) ? openForWriting(path) : Optional.empty();
  }

  /// True if end of file on standard input can mean that somebody is gone: it is a pipe or a
  /// socket. `/dev/null` and terminals end for other reasons.
  static boolean isLifeline() {
    try {
      Object mode = Files.getAttribute(Path.of("/dev/fd/0"), "unix:mode");
      int type = mode instanceof Integer bits ? bits & FILE_TYPE : 0;
      return type == FIFO || type == SOCKET;
    } catch (IOException noStandardInput) {
      // Closed, or no /dev/fd: nothing can be read from it, so nothing can be concluded from its
      // end.
      return false;
    }
  }

  private static boolean isThatFile(String path, String announcement) {
    try {
      Map<String, Object> file = Files.readAttributes(Path.of(path), "unix:dev,ino");
      return file.get("dev") instanceof Long dev
          && file.get("ino") instanceof Long ino
          && dev == number(announcement, "dev")
          && ino == number(announcement, "ino");
    } catch (IOException noSuchDescriptor) {
      // A shell or wrapper closed it: the same as a wrong inode, this program is on its own.
      return false;
    }
  }

  private static Optional<OutputStream> openForWriting(String path) {
    // Opening a pipe for writing blocks while nobody has it open for reading (fifo(7)), and a
    // parent that died just
    // now would hang this program for ever. Opening it for both never blocks, and then we are that
    // reader ourselves.
    try (RandomAccessFile _ = new RandomAccessFile(path, "rw")) {
      return Optional.of(new FileOutputStream(path, true));
    } catch (IOException notOpened) {
      // Another user's pipe (EACCES): it cannot be reported to, and that must not keep this program
      // from running.
      return Optional.empty();
    }
  }

  /// The number after `key=` in a comma separated list; {@link Decimals#NONE} if there is none.
  private static long number(String announcement, String key) {
    int at = 0;
    while (at < announcement.length()) {
      int comma = announcement.indexOf(',', at);
      int end = comma < 0 ? announcement.length() : comma;
      if (announcement.startsWith(key.concat("="), at)) {
        return Decimals.parse(announcement.substring(at + key.length() + 1, end), Long.MAX_VALUE);
      }
      at = end + 1;
    }
    return Decimals.NONE;
  }
}
