package io.nodectl.spawn;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Who descends from whom, and what they hold open, read from /proc (proc(5)).
///
/// Processes come and go while this is read: a process that was started meanwhile may be missing,
/// one that ended may be there. Who needs to reach all of a tree repeats the question until the
/// answer is empty.
public final class ProcessTree {
  private static final Libc.Function PRCTL = new Libc.Function("prctl");
  private static final int PR_SET_CHILD_SUBREAPER = 36;

  private ProcessTree() {}

  /// Makes this process the parent of all its descendants that lose theirs (prctl(2),
  /// PR_SET_CHILD_SUBREAPER). They must be ended or waited for with [#reapAdopted].
  public static void becomeSubreaper() {
    SystemCallException.check("prctl", PRCTL.int32(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
  }

  /// The children of a process, dead but not reaped ones too, oldest first per thread; empty if the
  /// process is gone.
  public static List<Long> children(long pid) {
    List<Long> children = new ArrayList<>();
    String tasks = "/proc/" + pid + "/task";
    for (String task : list(tasks)) {
      Optional<String> line = ProcFiles.read(tasks + "/" + task + "/children");
      if (line.isPresent()) {
        addNumbers(line.get(), children);
      }
    }
    return children;
  }

  /// The children of a process, theirs, and so on; parents come before their children.
  public static List<Long> descendants(long pid) {
    List<Long> found = new ArrayList<>(children(pid));
    for (int i = 0; i < found.size(); i++) {
      for (long child : children(found.get(i))) {
        // Seen twice if its parent died in between and a subreaper further up took it.
        if (!found.contains(child)) {
          found.add(child);
        }
      }
    }
    return found;
  }

  /// The children that this process did not start, but got as a subreaper, dead or alive.
  ///
  /// @param ours pids of children that other code of this process waits for; children of a
  ///     [Spawner] need not be named. A program that uses [ProcessBuilder] must name those, or it
  ///     loses their exit codes.
  public static List<ProcessIdentity> adopted(Set<Long> ours) {
    synchronized (OwnChildren.LOCK) {
      List<ProcessIdentity> adopted = new ArrayList<>();
      for (long child : children(ProcessHandle.current().pid())) {
        if (!ours.contains(child) && !OwnChildren.contains(child)) {
          ProcessIdentity.of(child).ifPresent(adopted::add);
        }
      }
      return adopted;
    }
  }

  /// Whether [#adopted] may find anything: a look at one file, where it reads one for each thread
  /// of this process. False if it surely finds nothing.
  ///
  /// The kernel gives an orphan to the first thread of its new parent that is not about to end
  /// (find_new_reaper in kernel/exit.c), and the first one of a JVM waits for the end of all
  /// others. Children of a [Spawner] are listed with the thread that spawned them.
  public static boolean mayHaveAdopted() {
    long self = ProcessHandle.current().pid();
    return ProcFiles.read("/proc/" + self + "/task/" + self + "/children")
        .map(children -> !children.isEmpty())
        .orElse(true);
  }

  /// An adopted process that has ended.
  public record Reaped(ProcessIdentity process, String name, ExitStatus status) {}

  /// Takes the exit status of all adopted children that have ended, without waiting (waitid(2),
  /// P_PID; never P_ALL, which would steal the statuses that others wait for).
  ///
  /// @param ours as in [#adopted]
  public static List<Reaped> reapAdopted(Set<Long> ours) {
    synchronized (OwnChildren.LOCK) {
      List<Reaped> reaped = new ArrayList<>();
      for (ProcessIdentity child : adopted(ours)) {
        String name = nameOf(child.pid()).orElse("?");
        Waiting.reap(Waiting.P_PID, (int) child.pid())
            .ifPresent(status -> reaped.add(new Reaped(child, name, status)));
      }
      return reaped;
    }
  }

  /// The name of a process's program, cut to 15 bytes; empty if the process is gone.
  public static Optional<String> nameOf(long pid) {
    return ProcessStat.of(pid).map(ProcessStat::name);
  }

  /// The session of a process, dead or alive; empty if the process is gone.
  public static OptionalLong sessionOf(long pid) {
    return ProcessStat.of(pid)
        .map(stat -> OptionalLong.of(stat.session()))
        .orElse(OptionalLong.empty());
  }

  /// The inodes of the sockets that a process holds open, as [ListeningSocket#inode] names them.
  ///
  /// @return empty if this process may not look (other user, or not dumpable); an empty set if the
  ///     process is gone
  public static Optional<Set<Long>> socketInodes(long pid) {
    return inodes(pid, "socket:[");
  }

  /// The inodes of the pipes that a process holds an end of, as [Fd#inode] names them; empty as in
  /// [#socketInodes].
  public static Optional<Set<Long>> pipeInodes(long pid) {
    return inodes(pid, "pipe:[");
  }

  private static Optional<Set<Long>> inodes(long pid, String prefix) {
    Set<Long> inodes = new HashSet<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path link : links) {
        addInode(link, prefix, inodes);
      }
      return Optional.of(inodes);
    } catch (AccessDeniedException e) {
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of(inodes);
    } catch (IOException e) {
      // ESRCH: it ended while the folder was read.
      return Optional.of(inodes);
    }
  }

  private static void addInode(Path link, String prefix, Set<Long> inodes) throws IOException {
    String target;
    try {
      target = Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      // Closed since the folder was read.
      return;
    }
    if (target.startsWith(prefix)) {
      inodes.add(Long.parseLong(target.substring(prefix.length(), target.length() - 1)));
    }
  }

  /// The processes of a session that run, wherever they stand in the tree.
  public static Set<Long> pidsInSession(long sid) {
    Set<Long> members = new HashSet<>();
    for (String name : list("/proc")) {
      long pid = ProcFiles.pid(name);
      if (pid < 0) {
        continue;
      }
      Optional<ProcessStat> stat = ProcessStat.of(pid);
      if (stat.isPresent() && stat.get().session() == sid && stat.get().isAlive()) {
        members.add(pid);
      }
    }
    return members;
  }

  private static String[] list(String folder) {
    String[] names = new File(folder).list();
    return names == null ? new String[0] : names;
  }

  private static void addNumbers(String line, List<Long> numbers) {
    int start = 0;
    for (int end = line.indexOf(' '); end >= 0; end = line.indexOf(' ', start)) {
      numbers.add(Long.parseLong(line.substring(start, end)));
      start = end + 1;
    }
  }
}
