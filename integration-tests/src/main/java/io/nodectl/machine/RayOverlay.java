package io.nodectl.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// An installed Ray whose `gcs_server` is another program: a folder of links to all of it but that
/// one, for `PYTHONPATH`.
public final class RayOverlay {
  /// Where Ray 2.60 has its program, in its package.
  private static final Path PROGRAM = Path.of("core/src/ray/gcs/gcs_server");

  private RayOverlay() {}

  /// Makes it.
  ///
  /// @param venv the virtual environment in which Ray is installed
  /// @param program what is to be in the place of `gcs_server`
  /// @param folder for it; is made
  /// @throws IOException if there is no Ray, or the links cannot be made
  public static Path create(Path venv, Path program, Path folder) throws IOException {
    Path ray = packages(venv).resolve("ray");
    Path copy = Files.createDirectories(folder).resolve("ray");
    try (Stream<Path> tree = Files.walk(ray)) {
      for (Path each : (Iterable<Path>) tree::iterator) {
        Path at = copy.resolve(ray.relativize(each));
        if (Files.isDirectory(each)) {
          Files.createDirectory(at);
        } else if (!each.endsWith(PROGRAM)) {
          Files.createSymbolicLink(at, each);
        }
      }
    }
    Files.createSymbolicLink(copy.resolve(PROGRAM), program);
    return folder;
  }

  /// Where a virtual environment has its packages.
  ///
  /// @throws IOException if it is none
  public static Path packages(Path venv) throws IOException {
    try (Stream<Path> versions = Files.list(venv.resolve("lib"))) {
      return versions
          .filter(each -> each.getFileName().toString().startsWith("python3"))
          .findFirst()
          .orElseThrow(() -> new IOException("no Python in " + venv))
          .resolve("site-packages");
    }
  }
}
