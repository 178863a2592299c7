package io.nodectl.it;

import static io.nodectl.it.Eventually.within;

import io.nodectl.machine.Proc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A node of an installed Ray that has joined a head of ours. Ray's processes leave the session of
/// the command that starts them, so they are found by what they inherit.
final class RealRayNode implements AutoCloseable {
  private static final String MARK = "NODECTL_IT_RAY_NODE";

  /// Half a minute on a busy machine: three programs of Python start one after the other.
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);

  private final String mark;

  private RealRayNode(String mark) {
    this.mark = mark;
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
    String value = box.file(name).toString();
    Map<String, String> environment = new HashMap<>(head.exports());
    environment.put(MARK, value);
    environment.put("RAY_USAGE_STATS_ENABLED", "0");
    environment.put("HOME", box.files().toString());
    var node = new RealRayNode(MARK + "=" + value);
    List<String> command =
        new ArrayList<>(
            List.of(
                box.checkout().ray().toString(),
                "start",
                "--address=" + head.address(),
                "--include-log-monitor=false",
                "--block"));
    command.addAll(List.of(flags));
    Running start = box.begin(command, environment);
    try {
      within(
          STARTS_WITHIN,
          () -> start.isOver() || start.stdoutSoFar().contains("Ray runtime started"),
          () -> start.stdoutSoFar() + start.stderrSoFar());
      if (start.isOver()) {
        start.await().done();
      }
      return node;
    } catch (AssertionError e) {
      node.close();
      throw e;
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
