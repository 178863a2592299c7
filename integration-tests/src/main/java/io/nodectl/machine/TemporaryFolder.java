package io.nodectl.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder under /tmp: paths of Unix sockets in it stay under the 107 bytes that Linux allows
/// (unix(7)).
public record TemporaryFolder(Path path) implements AutoCloseable {
  public static TemporaryFolder create(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(Path.of("/tmp"), prefix));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes it with all that is in it.
  @Override
  public void close() {
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
