package io.nodectl.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Kills each component of a head in turn, and waits until it is ready again. The session's
/// `restart-trace.jsonl` gets a line at that moment.
record RestartTrial(Nodectl nodectl, Measurements measurements) {
  private static final int FIRST_LOOKS = 200;
  private static final int LIMIT_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

  /// Field 20 of proc_pid_stat(5), counted from the state, which is the third.
  private static final int THREADS = 17;

  /// Adds the samples of a head that is up.
  void play() {
    // The first looks of a JVM take long: they are not to count.
    for (int i = 0; i < FIRST_LOOKS; i++) {
      boolean _ = lives(ProcessHandle.current().pid());
    }
    JsonNode status = nodectl.statusOfHead();
    Path session = Path.of(status.path("session").asString());
    JsonNode firstStart =
        JsonMapper.shared()
            .readTree(session.resolve("start-trace.json").toFile())
            .path("components");
    int restarts = 0;
    for (JsonNode component : status.path("components")) {
      restarts++;
      String name = component.path("name").asString();
      long pid = component.path("pid").asLong();
      double killed = now();
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      double dead = awaitDeath(pid);
      JsonNode trace = awaitLine(session.resolve("restart-trace.jsonl"), restarts);
      double back = at(trace, "ready_ms") - killed;
      measurements.add(nodectl.side(), Figure.RESTART, back / took(firstStart.path(name)));
      measurements.add(nodectl.side(), Figure.DECISION, at(trace, "decided_ms") - dead);
    }
  }

  private static double took(JsonNode firstStart) {
    return firstStart.path("ready_ms").asDouble() - firstStart.path("launched_ms").asDouble();
  }

  /// By the clock of the machine, which the trace tells its origin by.
  private static double now() {
    return System.nanoTime() / NANOS_PER_MILLI;
  }

  private static double at(JsonNode trace, String key) {
    return trace.path("origin_ms").asDouble() + trace.path(key).asDouble();
  }

  /// Looks without a pause, for a few milliseconds: the kernel tells only a parent.
  ///
  /// @return when the last thread of the process had ended, which is what makes a pidfd readable
  private static double awaitDeath(long pid) {
    double limit = now() + LIMIT_SECONDS * 1e3;
    while (lives(pid)) {
      if (now() > limit) {
        throw new IllegalStateException("pid %d does not die".formatted(pid));
      }
    }
    return now();
  }

  private static boolean lives(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), ISO_8859_1);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return !fields[0].equals("Z") || !fields[THREADS].equals("1");
    } catch (IOException reaped) {
      return false;
    }
  }

  private static JsonNode awaitLine(Path file, int number) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < deadline) {
      List<String> lines = lines(file);
      if (lines.size() >= number) {
        return JsonMapper.shared().readTree(lines.get(number - 1));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    throw new IllegalStateException(
        "restart %d is not in %s after %d s".formatted(number, file, LIMIT_SECONDS));
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.notExists(file)) {
        return List.of();
      }
      String text = Files.readString(file);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
