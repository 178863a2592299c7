package io.nodectl.spawn;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the small files of /proc (proc(5)).
final class ProcFiles {
  /// What most of them fit into, so that one more read(2) finds their end.
  private static final int USUAL_LENGTH = 1024;

  private ProcFiles() {}

  /// The content byte for byte as Latin-1; empty if the process is gone or may not be looked at.
  static Optional<String> read(String path) {
    // FileInputStream, because java.nio.file has more to load in a JVM that has just started.
    try (FileInputStream in = new FileInputStream(path)) {
      return Optional.of(new String(content(in), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // A process may end at any moment (ENOENT, ESRCH): that is an answer.
      return Optional.empty();
    }
  }

  /// Not by readAllBytes alone, which asks for length and position, which are 0 in /proc, and has
  /// room for 16 KB: twice the calls, and a launch reads dozens of these.
  private static byte[] content(FileInputStream in) throws IOException {
    byte[] start = in.readNBytes(USUAL_LENGTH);
    if (start.length < USUAL_LENGTH) {
      return start;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(USUAL_LENGTH * 4);
    all.write(start);
    in.transferTo(all);
    return all.toByteArray();
  }

  /// The pid that a name in /proc stands for; -1 if it is another entry.
  static long pid(String name) {
    if (name.isEmpty() || name.charAt(0) < '0' || name.charAt(0) > '9') {
      return -1;
    }
    return Long.parseLong(name);
  }
}
