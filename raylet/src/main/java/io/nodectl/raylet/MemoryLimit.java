package io.nodectl.raylet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much of the machine's memory the cgroup of this process may use, see cgroups(7).
final class MemoryLimit {

  private static final Path GROUPS = Path.of("/proc/self/cgroup");

  /// As it is mounted on every system with systemd, and in containers.
  private static final Path MOUNT = Path.of("/sys/fs/cgroup");

  private static final String VERSION_2 = "0::";
  private static final String VERSION_1 = ":memory:";

  private MemoryLimit() {}

  /// The smallest of the installed memory and all limits.
  static long within(long installed) throws IOException {
    return within(installed, Files.readAllLines(GROUPS), MOUNT);
  }

  /// @param groups the lines of /proc/self/cgroup
  static long within(long installed, List<String> groups, Path mount) {
    return groups.stream()
        .flatMap(line -> files(line, mount))
        .flatMap(file -> limit(file).stream())
        .mapToLong(limit -> limit)
        .reduce(installed, Math::min);
  }

  /// A limit on a group above counts as well. Where the group's own folder is not to be seen, as in
  /// a container, the mount is its folder.
  private static Stream<Path> files(String line, Path mount) {
    if (line.startsWith(VERSION_2)) {
      return upwards(mount, line.substring(VERSION_2.length()), "memory.max");
    }
    int controller = line.indexOf(VERSION_1);
    return controller < 0
        ? Stream.empty()
        : upwards(
            mount.resolve("memory"),
            line.substring(controller + VERSION_1.length()),
            "memory.limit_in_bytes");
  }

  private static Stream<Path> upwards(Path root, String group, String file) {
    Path own = root.resolve(group.substring(1)).normalize();
    return Stream.iterate(own, folder -> folder != null && folder.startsWith(root), Path::getParent)
        .map(folder -> folder.resolve(file));
  }

  /// Empty if there is no such file, or it says `max`.
  private static Optional<Long> limit(Path file) {
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
