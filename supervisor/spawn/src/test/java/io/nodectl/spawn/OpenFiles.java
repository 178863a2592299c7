package io.nodectl.spawn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Counts descriptors of this JVM.
final class OpenFiles {
  private OpenFiles() {}

  static long pipesAndPidfds() throws IOException {
    long count = 0;
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : links) {
        String target = target(link);
        if (target.startsWith("pipe:") || target.equals("anon_inode:[pidfd]")) {
          count++;
        }
      }
    }
    return count;
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      // Closed meanwhile.
      return "";
    }
  }
}
