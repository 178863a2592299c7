package io.nodectl.node;

import java.nio.file.Path;
import java.util.Optional;

/// Finds the folder of a process's group among the mounts that it sees.
final class CgroupPlace {
  // Fields of proc_pid_mountinfo(5), counted from 0; the type comes after a lone dash.
  private static final int ROOT = 3;
  private static final int MOUNT_POINT = 4;

  private CgroupPlace() {}

  /// The folder, if there is a cgroup of version 2 and its mount shows that group.
  ///
  /// @param cgroup as in `/proc/PID/cgroup` (cgroups(7))
  /// @param mountInfo as in `/proc/PID/mountinfo`
  static Optional<Path> find(String cgroup, String mountInfo) {
    Optional<String> group =
        cgroup.lines().filter(line -> line.startsWith("0::")).findFirst().map(l -> l.substring(3));
    return group.flatMap(
        path ->
            mountInfo
                .lines()
                .filter(line -> line.contains(" - cgroup2 "))
                .findFirst()
                .flatMap(mount -> below(mount.split(" ", -1), path)));
  }

  /// A mount may begin below the root of all groups, and may show none of ours.
  private static Optional<Path> below(String[] mount, String group) {
    Path root = Path.of(mount[ROOT]);
    Path own = Path.of(group).normalize();
    return own.startsWith(root)
        ? Optional.of(Path.of(mount[MOUNT_POINT]).resolve(root.relativize(own)).normalize())
        : Optional.empty();
  }
}
