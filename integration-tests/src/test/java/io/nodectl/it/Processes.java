package io.nodectl.it;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The processes of nodes, found by `NODECTL_SESSION` in their environment.
final class Processes {
  static final String GUARDIAN = "io.nodectl.node.GuardianMain";
  static final String SUPERVISOR = "io.nodectl.node.SupervisorMain";

  private Processes() {}

  /// All of every node of that root, grandchildren included.
  static List<Proc> ofRoot(Path root) {
    return Proc.all(process -> process.environment().contains("NODECTL_SESSION=" + root + "/"));
  }

  /// All of one node.
  static List<Proc> ofNode(Path root, String name) {
    return ofRoot(root.resolve(name));
  }

  /// The pid of the node's guardian or supervisor.
  static Optional<Long> pidOf(Path root, String name, String mainClass) {
    return ofNode(root, name).stream()
        .filter(process -> process.arguments().contains(mainClass))
        .map(Proc::pid)
        .findFirst();
  }

  static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  /// What each descriptor of a process is, such as `pipe:[4711]`, by its number.
  static SortedMap<Integer, String> descriptors(long pid) {
    SortedMap<Integer, String> descriptors = new TreeMap<>();
    Path folder = Path.of("/proc", Long.toString(pid), "fd");
    try (DirectoryStream<Path> links = Files.newDirectoryStream(folder)) {
      for (Path link : links) {
        int number = Integer.parseInt(link.getFileName().toString());
        readLink(link).ifPresent(target -> descriptors.put(number, target));
      }
    } catch (IOException processIsGone) {
      return new TreeMap<>();
    }
    return descriptors;
  }

  private static Optional<String> readLink(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (IOException closedMeanwhile) {
      return Optional.empty();
    }
  }

  static String text(List<Proc> processes) {
    StringBuilder text = new StringBuilder();
    processes.forEach(
        process ->
            text.append(process.pid())
                .append(' ')
                .append(String.join(" ", process.arguments()))
                .append('\n'));
    return text.toString();
  }
}
