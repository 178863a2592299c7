package io.nodectl.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What proc(5) tells beyond a process's own command line.
final class ProcFiles {
  private static final String LISTENING = "0A";
  private static final int HEX = 16;

  private ProcFiles() {}

  /// How many descriptors that process has; 0 if it has ended.
  static int descriptors(long pid) {
    int count = 0;
    try (DirectoryStream<Path> open =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path _ : open) {
        count++;
      }
    } catch (IOException ended) {
      return 0;
    }
    return count;
  }

  /// Zombies whose parent is one of these.
  static List<Long> zombies(Set<Long> parents) throws IOException {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        try {
          String stat = Files.readString(folder.resolve("stat"), ISO_8859_1);
          String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
          if (fields[0].equals("Z") && parents.contains(Long.parseLong(fields[1]))) {
            found.add(Long.parseLong(folder.getFileName().toString()));
          }
        } catch (IOException _) {
          // It has ended meanwhile.
        }
      }
    }
    return found;
  }

  /// The TCP ports of this network namespace that somebody listens on.
  static Set<Integer> listening() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > 3 && fields[3].equals(LISTENING)) {
          ports.add(Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), HEX));
        }
      }
    }
    return ports;
  }
}
