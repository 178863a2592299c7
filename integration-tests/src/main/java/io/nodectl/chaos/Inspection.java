package io.nodectl.chaos;

import io.nodectl.machine.Proc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Looks for what must never be. Each finding is a line for people.
final class Inspection {
  /// A gcs-server's port is held once it has died; sockets of status requests come and go.
  private static final int MORE_DESCRIPTORS = 6;

  private static final double MOST_MEGABYTES = 60;
  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Target target;
  private final Ledger ledger;
  private long supervisor;
  private int descriptors;
  private final Set<Integer> ports = new TreeSet<>();

  Inspection(Target target, Ledger ledger) {
    this.target = target;
    this.ledger = ledger;
  }

  /// What is wrong with a node that is ready.
  List<String> ofReady(JsonNode status) throws IOException {
    ports.clear();
    status
        .path("components")
        .forEach(c -> c.path("ports").forEach(port -> ports.add(port.asInt())));
    List<String> findings = new ArrayList<>();
    awaitNone(() -> strangers()).forEach(findings::add);
    awaitNone(() -> zombies()).forEach(findings::add);
    findings.addAll(supervisor(status.path("supervisor").path("pid").asLong()));
    List<Long> missing = ledger.missing(status);
    if (!missing.isEmpty()) {
      findings.add("acknowledged keys are missing: " + missing);
    }
    return findings;
  }

  /// What is left of a node that is gone.
  List<String> ofGone() throws IOException {
    Set<Integer> open = ProcFiles.listening();
    open.retainAll(ports);
    ports.clear();
    return open.isEmpty() ? List.of() : List.of("somebody still listens on " + open);
  }

  private List<String> supervisor(long pid) {
    int now = ProcFiles.descriptors(pid);
    if (pid != supervisor) {
      supervisor = pid;
      descriptors = now;
      return List.of();
    }
    List<String> findings = new ArrayList<>();
    if (now > descriptors + MORE_DESCRIPTORS) {
      findings.add("the supervisor has %d descriptors, %d at first".formatted(now, descriptors));
    }
    double megabytes = target.find(Victim.SUPERVISOR).map(Proc::megabytes).orElse(0.0);
    if (megabytes > MOST_MEGABYTES) {
      findings.add("the supervisor has %.0f MB".formatted(megabytes));
    }
    return findings;
  }

  /// Processes of the node that nobody of it is the parent of, or that are there twice.
  private List<String> strangers() {
    List<Proc> all = target.processes();
    Set<Long> pids = all.stream().map(Proc::pid).collect(Collectors.toSet());
    List<String> found = new ArrayList<>();
    for (Proc process : all) {
      if (!Victim.GUARDIAN.is(process) && !pids.contains(process.parent())) {
        found.add("orphan " + process.pid() + ": " + process.arguments());
      }
    }
    for (Victim victim : Victim.values()) {
      long count = all.stream().filter(victim::is).count();
      if (count != 1) {
        found.add(count + " processes are a " + victim.word());
      }
    }
    return found;
  }

  private List<String> zombies() throws IOException {
    Set<Long> pids = target.processes().stream().map(Proc::pid).collect(Collectors.toSet());
    List<Long> zombies = ProcFiles.zombies(pids);
    return zombies.isEmpty() ? List.of() : List.of("zombies " + zombies);
  }

  private interface Look {
    List<String> take() throws IOException;
  }

  /// What is only passing by is no finding.
  private static List<String> awaitNone(Look look) throws IOException {
    long begun = System.nanoTime();
    List<String> seen = look.take();
    while (!seen.isEmpty() && System.nanoTime() - begun < SETTLE_NANOS) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      seen = look.take();
    }
    return seen;
  }
}
