package io.nodectl.node;

import io.nodectl.spawn.Poller;
import io.nodectl.spawn.ProcessIdentity;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Processes that a session of a node left behind: supervisor and guardian were killed in the same
/// instant, and who should have ended by itself was stopped or deaf.
///
/// They are found by the session that every process of a node has in its environment, and are
/// nobody's while the node's locks are free. A process is pid and start time, noted before its
/// environment is read, so that nobody else is ended in its place.
public final class Leftovers {
  /// A process in an uninterruptible wait dies when that wait is over; nobody can hurry it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final File PROC = new File("/proc");

  private final NodeFolder node;

  /// What sessions of that node have left behind.
  public Leftovers(NodeFolder node) {
    this.node = node;
  }

  /// One that was left behind.
  ///
  /// @param session the folder of the session that it is of
  /// @param command its arguments; empty if they cannot be read
  public record Leftover(ProcessIdentity process, String session, String command) {
    /// `pid 4711 (java -cp ...)`, cut to what fits a line.
    public String describe() {
      int longest = 100;
      String cut = command.length() <= longest ? command : command.substring(0, longest) + "...";
      return "pid %d (%s)".formatted(process.pid(), cut);
    }
  }

  /// What is there now. Whoever asks, and what it descends from, is not among them, even if it was
  /// started from a session of this node.
  ///
  /// @return empty also while the node runs: nothing is left over then
  public List<Leftover> find() throws ProblemException {
    return whileLocked(() -> search(""));
  }

  /// Ends them with all that they have started, and keeps the node from being started meanwhile.
  ///
  /// @return what was ended; empty also while the node runs
  public List<Leftover> end() throws ProblemException {
    List<Leftover> ended = whileLocked(() -> endAllBut(""));
    if (!ended.isEmpty()) {
      SocketPath.remove(SocketPath.of(node), node);
    }
    return ended;
  }

  /// Ends what earlier sessions left behind, for a new one that holds the node's lock. It costs
  /// nothing but a look at a file if the last session ended in an orderly way.
  ///
  /// @param own the new session
  /// @return what was ended
  static List<Leftover> endBefore(Session own) {
    return LastSession.endedWell(own.node())
        ? List.of()
        : new Leftovers(own.node()).endAllBut(own.folder().toString());
  }

  private List<Leftover> whileLocked(Supplier<List<Leftover>> action) throws ProblemException {
    // In the order in which a start takes them.
    try (NodeLock guard = NodeLock.tryTakeExisting(node.guardLockFile()).orElse(null)) {
      if (guard == null) {
        return List.of();
      }
      try (NodeLock lock = NodeLock.tryTake(node.lockFile()).orElse(null)) {
        return lock == null ? List.of() : action.get();
      }
    }
  }

  private List<Leftover> endAllBut(String session) {
    List<Leftover> ended = new ArrayList<>();
    Deadline deadline = Deadline.within(Ticker.SYSTEM, PATIENCE);
    List<Leftover> left = search(session);
    // Again, because what is ended may start something before it dies.
    while (!left.isEmpty() && !deadline.left().isZero()) {
      ended.addAll(left);
      left.forEach(leftover -> StuckNode.killTree(leftover.process()));
      try (Poller poller = Poller.open()) {
        Sweep sweep = new Sweep(poller);
        left.forEach(leftover -> sweep.awaitEnd(leftover.process(), deadline));
      }
      left = search(session);
    }
    NodeGroup.of(node).ifPresent(NodeGroup::end);
    return List.copyOf(new LinkedHashSet<>(ended));
  }

  private List<Leftover> search(String ownSession) {
    Set<Long> spared = ancestors();
    List<Leftover> found = new ArrayList<>();
    String[] names = PROC.list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0)) && !spared.contains(Long.parseLong(name))) {
        leftover(Long.parseLong(name), ownSession).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<Leftover> leftover(long pid, String ownSession) {
    Optional<ProcessIdentity> process = ProcessIdentity.of(pid);
    if (process.isEmpty() || !process.get().isAlive()) {
      return Optional.empty();
    }
    String wanted = Session.VARIABLE + "=" + node.sessions() + "/";
    for (String variable : strings(pid, "environ")) {
      if (variable.startsWith(wanted)) {
        String session = variable.substring(Session.VARIABLE.length() + 1);
        return session.equals(ownSession)
            ? Optional.empty()
            : Optional.of(
                new Leftover(process.get(), session, String.join(" ", strings(pid, "cmdline"))));
      }
    }
    return Optional.empty();
  }

  /// Who is gone, or is somebody else's, has none for us.
  private static List<String> strings(long pid, String file) {
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/" + file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0", -1));
    } catch (IOException goneOrNotOurs) {
      return List.of();
    }
  }

  private static Set<Long> ancestors() {
    Set<Long> pids = new HashSet<>();
    Optional<ProcessHandle> each = Optional.of(ProcessHandle.current());
    while (each.isPresent() && pids.add(each.get().pid())) {
      each = each.get().parent();
    }
    return pids;
  }
}
