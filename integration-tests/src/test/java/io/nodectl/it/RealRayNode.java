package io.nodectl.it;

import static io.nodectl.it.Eventually.within;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A node of an installed Ray. Ray's processes leave the session of
/// the command that starts them, so they are found by what they inherit.
final class RealRayNode implements AutoCloseable {
  private static final String MARK = "NODECTL_IT_RAY_NODE";

  /// Half a minute on a busy machine: three programs of Python start one after the other.
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

  private final String mark;
  private final Running start;

  private RealRayNode(String mark, Running start) {
    this.mark = mark;
    this.start = start;
  }

  /// Joins the cluster, and returns once `ray start` says that it has.
  static RealRayNode join(Sandbox box, RayClient head) {
    return join(box, head, "node", "--num-cpus=4");
  }

  /// Joins as one of several nodes of this machine.
  ///
  /// @param name tells it from the others
  /// @param flags of `ray start`: what it has
  static RealRayNode join(Sandbox box, RayClient head, String name, String... flags) {
    List<String> all =
        new ArrayList<>(List.of("--address=" + head.address(), "--include-log-monitor=false"));
    all.addAll(List.of(flags));
    return start(box, name, head.exports(), all.toArray(String[]::new));
  }

  /// Has `ray start` start a node, and returns once it says that it has.
  ///
  /// @param name tells it from others of this machine
  /// @param environment beside what each node of Ray gets here
  static RealRayNode start(
      Sandbox box, String name, Map<String, String> environment, String... flags) {
    String value = box.file(name).toString();
    Map<String, String> all = new HashMap<>(environment);
    all.put(MARK, value);
    all.put("RAY_USAGE_STATS_ENABLED", "0");
    all.put("HOME", box.files().toString());
    // Its Java workers run on the first one that is found.
    all.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(box.checkout().ray().toString(), "start", "--block"));
    command.addAll(List.of(flags));
    var node = new RealRayNode(MARK + "=" + value, box.begin(command, all));
    try {
      node.awaitStart();
      return node;
    } catch (AssertionError e) {
      node.close();
      throw e;
    }
  }

  private void awaitStart() {
    within(
        STARTS_WITHIN,
        () -> start.isOver() || said().contains("Ray runtime started"),
        () -> said() + start.stderrSoFar());
    if (start.isOver()) {
      start.await().done();
    }
  }

  /// What the command has said so far.
  String said() {
    return start.stdoutSoFar();
  }

  /// Its processes that the kernel calls by that name (proc(5), comm).
  List<Long> called(String name) {
    return processes().stream().filter(each -> comm(each).equals(name)).map(Proc::pid).toList();
  }

  private static String comm(Proc process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip();
    } catch (IOException gone) {
      return "";
    }
  }

  /// Ends all its processes.
  @Override
  public void close() {
    for (List<Proc> each = processes(); !each.isEmpty(); each = processes()) {
      each.forEach(Proc::kill);
    }
  }

  private List<Proc> processes() {
    return Proc.all(process -> process.environment().contains(mark));
  }
}
