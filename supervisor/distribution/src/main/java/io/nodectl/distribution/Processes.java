package io.nodectl.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What runs on this machine, as proc(5) shows it.
final class Processes {
  private Processes() {}

  /// The command line of every process, its arguments separated by NUL; those that end meanwhile
  /// are left out.
  static List<String> commandLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          lines.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
        } catch (IOException _) {
          // It has just ended: what is gone uses nothing.
        }
      }
    }
    return lines;
  }
}
