package io.nodectl.raylet.workers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How many processes of this process's memory group the kernel has killed for want of memory (the
/// line `oom_kill N`): `memory.events` of cgroups(7), version 2, or `memory.oom_control` of version
/// 1. For all threads.
///
/// The programs of workers are in that group too, but the kernel does not say which process it was.
/// So a kill is put down to the first of them that ends with SIGKILL afterwards, and to one only.
final class OomCounter {
  private static final Path GROUPS = Path.of("/proc/self/cgroup");
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");
  private static final String VERSION_1 = ":memory:";
  private static final String VERSION_2 = "0::";
  private static final String KEY = "oom_kill ";

  private final Optional<Path> file;
  private long accounted;

  OomCounter(Optional<Path> file) {
    this.file = file;
    this.accounted = Math.max(0, count());
  }

  static OomCounter ofThisProcess() {
    try {
      return new OomCounter(find(Files.readAllLines(GROUPS), MOUNT));
    } catch (IOException e) {
      return new OomCounter(Optional.empty()); // no control groups: nobody counts
    }
  }

  /// @param groups the lines of /proc/self/cgroup
  static Optional<Path> find(List<String> groups, Path mount) {
    return groups.stream()
        .flatMap(line -> candidates(line, mount))
        .filter(candidate -> read(candidate) >= 0)
        .findFirst();
  }

  /// Where the group's own folder is not to be seen, as in a container, the mount is its folder.
  private static Stream<Path> candidates(String line, Path mount) {
    int controller = line.indexOf(VERSION_1);
    if (controller >= 0) {
      String group = line.substring(controller + VERSION_1.length() + 1);
      Path root = mount.resolve("memory");
      return Stream.of(root.resolve(group), root)
          .map(folder -> folder.resolve("memory.oom_control"));
    }
    return line.startsWith(VERSION_2)
        ? Stream.of(mount.resolve(line.substring(VERSION_2.length() + 1)), mount)
            .map(folder -> folder.resolve("memory.events"))
        : Stream.empty();
  }

  /// Whether one was killed that nobody has accounted for; from now on it is.
  synchronized boolean take() {
    if (count() <= accounted) {
      return false;
    }
    accounted++;
    return true;
  }

  private long count() {
    return file.map(OomCounter::read).orElse(-1L);
  }

  private static long read(Path path) {
    try (Stream<String> lines = Files.lines(path)) {
      return lines
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
          .findFirst()
          .orElse(-1);
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return -1; // it is not there, or of another form: nobody counts
    }
  }
}
