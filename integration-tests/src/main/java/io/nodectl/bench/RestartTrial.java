package io.nodectl.bench;

import io.nodectl.machine.Proc;
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
  private static final int LIMIT_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

  /// Adds the samples of a head that is up.
  void play() {
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
      long killed = System.nanoTime();
      kill(component.path("pid").asLong());
      JsonNode trace = awaitLine(session.resolve("restart-trace.jsonl"), restarts);
      double millis = (System.nanoTime() - killed) / NANOS_PER_MILLI;
      double afterTheDecision =
          trace.path("ready_ms").asDouble() - trace.path("decided_ms").asDouble();
      measurements.add(nodectl.side(), Figure.RESTART, millis / took(firstStart.path(name)));
      measurements.add(nodectl.side(), Figure.DECISION, Math.max(0, millis - afterTheDecision));
    }
  }

  private static double took(JsonNode firstStart) {
    return firstStart.path("ready_ms").asDouble() - firstStart.path("launched_ms").asDouble();
  }

  private void kill(long pid) {
    nodectl.processes().stream()
        .filter(process -> process.pid() == pid)
        .findFirst()
        .ifPresent(Proc::kill);
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
