package io.nodectl.bench;

import io.nodectl.machine.Proc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Kills a component in the middle of a start, and waits for the line that tells of it.
record DeathTrial(Nodectl nodectl) {
  private static final String VICTIM = "RayletMain";
  private static final String TOLD = "raylet failed";
  private static final int LIMIT_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  /// Looking without a pause would take a core away from the start that is measured.
  private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

  /// From the kill to the line on standard error, in milliseconds.
  double millis() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(nodectl.command("start", "--head", "--name", "doomed"));
      builder.environment().putAll(nodectl.environment());
      builder
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process start = builder.start();
      try {
        CompletableFuture<Long> told = CompletableFuture.supplyAsync(() -> whenTold(start));
        Proc victim = awaitVictim();
        long killed = System.nanoTime();
        victim.kill();
        return (told.get(LIMIT_SECONDS, TimeUnit.SECONDS) - killed) / NANOS_PER_MILLI;
      } finally {
        if (!start.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          start.destroyForcibly();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("a start whose " + VICTIM + " was killed told nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// Reads to the end, so that the writer is not held up.
  private static long whenTold(Process start) {
    long told = 0;
    try (BufferedReader lines = start.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (told == 0 && line.contains(TOLD)) {
          told = System.nanoTime();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (told == 0) {
      throw new IllegalStateException("no line with '" + TOLD + "' on standard error");
    }
    return told;
  }

  private Proc awaitVictim() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < deadline) {
      List<Proc> found =
          nodectl.processes().stream()
              .filter(
                  process ->
                      process.arguments().stream().anyMatch(argument -> argument.endsWith(VICTIM)))
              .toList();
      if (!found.isEmpty()) {
        return found.getFirst();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
    throw new IllegalStateException("no " + VICTIM + " was started within " + LIMIT_SECONDS + " s");
  }
}
