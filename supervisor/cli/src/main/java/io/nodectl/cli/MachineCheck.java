package io.nodectl.cli;

import io.nodectl.node.CgroupRights;
import io.nodectl.spawn.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks at what every node of this machine depends on.
final class MachineCheck {
  private static final long MIB = 1024 * 1024;
  private static final long ENOUGH_SHARED_MEMORY = 64 * MIB;
  private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(3);

  /// Below it a node with a few hundred workers or clients runs dry.
  private static final long MANY_FILES = 4096;

  private static final long FEW_FILES = 256;
  private static final long MANY_PROCESSES = 1024;

  private MachineCheck() {}

  static List<Finding> all() throws InterruptedException {
    List<Finding> found = new ArrayList<>();
    found.add(platform(Platform.problem()));
    found.addAll(limits(read("/proc/self/limits")));
    found.add(sharedMemory(Path.of("/dev/shm")));
    found.add(cgroup(CgroupRights.look()));
    found.add(hostName(read("/proc/sys/kernel/hostname").strip()));
    return found;
  }

  static Finding platform(Optional<String> problem) {
    return problem
        .map(text -> Finding.bad("system", text, ""))
        .orElseGet(() -> Finding.ok("system", "Linux " + System.getProperty("os.version")));
  }

  /// What proc_pid_limits(5) says; a JVM raises its soft limit of files to the hard one itself.
  static List<Finding> limits(String table) {
    long files = limit(table, "Max open files", 1);
    long processes = limit(table, "Max processes", 0);
    return List.of(
        files < FEW_FILES
            ? Finding.bad("nofile", files + " open files at most", "Raise it: ulimit -Hn 65536.")
            : files < MANY_FILES
                ? Finding.warn(
                    "nofile", files + " open files at most", "Raise it: ulimit -Hn 65536.")
                : Finding.ok("nofile", text(files) + " open files at most"),
        processes < MANY_PROCESSES
            ? Finding.warn(
                "nproc",
                processes + " processes and threads of this user at most",
                "Raise it: ulimit -u 4096; all processes of the user count.")
            : Finding.ok("nproc", text(processes) + " processes and threads at most"));
  }

  /// @param column 0 for the soft limit, 1 for the hard one
  private static long limit(String table, String name, int column) {
    for (String line : table.split("\n", -1)) {
      if (line.startsWith(name)) {
        String word = line.substring(name.length()).strip().split(" +", -1)[column];
        return word.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(word);
      }
    }
    return Long.MAX_VALUE;
  }

  private static String text(long limit) {
    return limit == Long.MAX_VALUE ? "any number of" : Long.toString(limit);
  }

  static Finding sharedMemory(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (!Files.isWritable(folder)) {
        return Finding.warn(
            "shm", folder + " may not be written", "Make it so: chmod 1777 " + folder + ".");
      }
      String text = "%s has %d MiB free".formatted(folder, free / MIB);
      return free < ENOUGH_SHARED_MEMORY
          ? Finding.warn(
              "shm", text, "Object stores need more; in a container: --shm-size=1g or more.")
          : Finding.ok("shm", text);
    } catch (IOException e) {
      return Finding.warn(
          "shm", folder + " is not there", "Object stores need it: mount a tmpfs there.");
    }
  }

  static Finding cgroup(CgroupRights rights) {
    return rights.missing().isEmpty()
        ? Finding.ok("cgroup", "groups and limits can be made in " + rights.folder().orElseThrow())
        : Finding.warn(
            "cgroup",
            String.join("; ", rights.missing()),
            "Nodes work without: only limits of a launch plan are not kept.");
  }

  static Finding hostName(String name) throws InterruptedException {
    long began = System.nanoTime();
    FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(name));
    Thread.ofPlatform().daemon().name("lookup").start(lookup);
    try {
      InetAddress address = lookup.get(LONGEST_LOOKUP.toMillis(), TimeUnit.MILLISECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      String text =
          "%s is %s, found in %s".formatted(name, address.getHostAddress(), Words.seconds(took));
      return took.toSeconds() >= 1
          ? Finding.warn("dns", text, "Write it into /etc/hosts, or look at /etc/resolv.conf.")
          : Finding.ok("dns", text);
    } catch (TimeoutException e) {
      return Finding.warn(
          "dns",
          "looking up %s takes more than %d s".formatted(name, LONGEST_LOOKUP.toSeconds()),
          "Write it into /etc/hosts, or look at /etc/resolv.conf.");
    } catch (ExecutionException e) {
      String why = e.getCause() instanceof UnknownHostException ? "nobody knows it" : "" + e;
      return Finding.warn(
          "dns",
          "this host's own name %s has no address: %s".formatted(name, why),
          "nodectl needs none, but other tools do: write it into /etc/hosts.");
    }
  }

  /// A clock that is behind what was already written.
  ///
  /// @param newest when the newest file that is known was written
  static Finding clock(Instant now, Instant newest) {
    return now.plusSeconds(5).isBefore(newest)
        ? Finding.bad(
            "clock",
            "it is %s here, but a file was written at %s".formatted(now, newest),
            "The clock was set back: correct it, such as with timedatectl set-ntp true.")
        : Finding.ok("clock", "not behind what was written before");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException notThere) {
      return "";
    }
  }
}
