package io.nodectl.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A process as proc(5) shows it.
///
/// @param parent the pid of its parent
/// @param arguments its command line
/// @param environment as it was when its program was started, `NAME=value` ended by NUL
public record Proc(long pid, long parent, List<String> arguments, String environment) {
  private static final double KIB_PER_MB = 1024;
  private static final int KILL_SECONDS = 10;

  /// USER_HZ, in which proc_pid_stat(5) counts on Linux.
  private static final double TICKS_PER_SECOND = 100;

  /// Fields of the stat line after the command's name: user time is the twelfth, system time next.
  private static final int USER_TIME = 11;

  public Proc {
    arguments = List.copyOf(arguments);
  }

  /// Those that meet the condition, in the order of their pids.
  public static List<Proc> all(Predicate<Proc> condition) {
    List<Proc> found = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path folder : folders) {
        try {
          Proc process = read(folder);
          if (condition.test(process)) {
            found.add(process);
          }
        } catch (IOException _) {
          // It has ended meanwhile, or is somebody else's.
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(Comparator.comparingLong(Proc::pid));
    return found;
  }

  /// Those that meet the condition, and what they have started.
  public static List<Proc> withDescendants(Predicate<Proc> condition) {
    List<Proc> all = all(_ -> true);
    Set<Long> pids = new HashSet<>();
    all.stream().filter(condition).forEach(process -> pids.add(process.pid));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Proc process : all) {
        grown |= pids.contains(process.parent) && pids.add(process.pid);
      }
    }
    return all.stream().filter(process -> pids.contains(process.pid)).toList();
  }

  private static Proc read(Path folder) throws IOException {
    long pid = Long.parseLong(folder.getFileName().toString());
    String[] arguments = text(folder, "cmdline").split("\0", -1);
    return new Proc(pid, parent(text(folder, "stat")), List.of(arguments), text(folder, "environ"));
  }

  /// The second field after the command's name, which is in brackets and may hold anything.
  private static long parent(String stat) {
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[1]);
  }

  private static String text(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file), ISO_8859_1);
  }

  /// Its proportional share of memory in MB (proc_pid_smaps(5), Pss of smaps_rollup); 0 if it has
  /// ended.
  public double megabytes() {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
              .filter(line -> line.startsWith("Pss:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
              .sum()
          / KIB_PER_MB;
    } catch (IOException _) {
      return 0;
    }
  }

  /// The processor time that it has used, in seconds; 0 if it has ended.
  public double cpuSeconds() {
    try {
      String stat = text(Path.of("/proc", Long.toString(pid)), "stat");
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
      return ticks / TICKS_PER_SECOND;
    } catch (IOException _) {
      return 0;
    }
  }

  /// Sends SIGKILL, and waits until it is gone, at most ten seconds.
  public void kill() {
    ProcessHandle.of(pid)
        .ifPresent(
            handle -> {
              handle.destroyForcibly();
              handle.onExit().completeOnTimeout(handle, KILL_SECONDS, TimeUnit.SECONDS).join();
            });
  }
}
