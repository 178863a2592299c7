package io.nodectl.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes small files so that a reader sees the old content or the new, never a part.
final class WholeFile {
  private WholeFile() {}

  /// Replaces the file by one with this content, readable for its owner only.
  static void write(Path file, byte[] content) throws ProblemException {
    Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Set<StandardOpenOption> options =
          Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      try (var channel =
              Files.newByteChannel(
                  fresh,
                  options,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")));
          OutputStream out = java.nio.channels.Channels.newOutputStream(channel)) {
        out.write(content);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      remove(fresh);
      throw ProblemException.of("write " + file, e);
    }
  }

  /// What a full disk took of it would only keep the place from others.
  private static void remove(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException worse) {
      // Why it could not be written says more.
    }
  }
}
