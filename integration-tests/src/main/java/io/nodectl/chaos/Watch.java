package io.nodectl.chaos;

import io.nodectl.machine.Proc;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Waits for what becomes of a node.
///
/// @param sinceNanos the moment of the blow
record Watch(Target target, long sinceNanos) {
  /// A restart may be put off by 60 s; nothing that works takes longer than twice that.
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);

  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /// A node that has to end wholly.
  Aftermath untilGone() throws InterruptedException {
    return until(Set.of(), false);
  }

  /// A node that has to come back, or to end wholly.
  ///
  /// @param killed processes that cannot be what it came back with
  Aftermath untilSettled(Set<Long> killed) throws InterruptedException {
    return until(killed, true);
  }

  private Aftermath until(Set<Long> killed, boolean mayComeBack) throws InterruptedException {
    while (true) {
      List<Proc> processes = target.processes();
      if (processes.isEmpty()) {
        return new Aftermath.Gone(millis());
      }
      Optional<JsonNode> status = mayComeBack ? target.status() : Optional.empty();
      if (status.filter(node -> isUp(node, killed, processes)).isPresent()) {
        return new Aftermath.ReadyAgain(millis());
      }
      if (System.nanoTime() - sinceNanos > LIMIT_NANOS) {
        return new Aftermath.Stuck(
            processes.stream().map(p -> p.pid() + " " + p.arguments().getLast()).toList()
                + " "
                + target.status());
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  private static boolean isUp(JsonNode status, Set<Long> killed, List<Proc> processes) {
    Set<Long> alive = processes.stream().map(Proc::pid).collect(Collectors.toSet());
    return status.path("state").asString().equals("ready")
        && status
            .path("components")
            .valueStream()
            .allMatch(
                component -> {
                  long pid = component.path("pid").asLong();
                  return component.path("state").asString().equals("ready")
                      && alive.contains(pid)
                      && !killed.contains(pid);
                });
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }
}
