package io.nodectl.testchild;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/// Words about files.
final class FileWords implements Words {
  private final Listeners listeners;

  FileWords(Listeners listeners) {
    this.listeners = listeners;
  }

  @Override
  public boolean perform(String word, Args args) throws Exception {
    switch (word) {
      case "write-portfile" -> {
        Path file = Path.of(args.next());
        publish(file, Integer.toString(listeners.port(args.next())));
      }
      case "write-file" -> Files.write(Path.of(args.next()), Escapes.bytes(args.next()));
      case "pid" -> appendPid(Path.of(args.next()));
      case "dump-fds" -> publish(Path.of(args.next()), descriptors());
      case "dump-env" -> publish(Path.of(args.next()), environment());
      case "dump-args" -> publish(Path.of(args.next()), String.join("\n", args.all()) + "\n");
      default -> {
        return false;
      }
    }
    return true;
  }

  /// Whoever sees the file sees all of it.
  private static void publish(Path file, String text) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(partial, text);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void appendPid(Path file) throws IOException {
    Files.writeString(
        file, OwnPid.read() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String descriptors() throws IOException {
    TreeMap<Integer, String> targets = new TreeMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path each : all) {
        targets.put(Integer.valueOf(each.getFileName().toString()), target(each));
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<Integer, String> each : targets.entrySet()) {
      lines.append(each.getKey()).append(" -> ").append(each.getValue()).append('\n');
    }
    return lines.toString();
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      // The JVM closes files of its own at any time.
      return "closed";
    }
  }

  private static String environment() {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> each : new TreeMap<>(System.getenv()).entrySet()) {
      lines.append(each.getKey()).append('=').append(each.getValue()).append('\n');
    }
    return lines.toString();
  }
}
