package io.nodectl.runtimeenv.shelf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether a living process has to do with a folder, whoever counts its references: it runs there,
/// was started from there, or was told of it.
///
/// An agent that was restarted does not know who uses what.
final class Occupants {
  private Occupants() {}

  static boolean has(Path folder) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (refersTo(process, folder)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean refersTo(Path process, Path folder) {
    return link(process.resolve("cwd")).startsWith(folder.toString())
        || text(process.resolve("environ")).contains(folder.toString())
        || text(process.resolve("cmdline")).contains(folder.toString());
  }

  private static String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      // It has ended, or belongs to somebody else, whose workers are not ours.
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException _) {
      // As above.
      return "";
    }
  }
}
