package io.nodectl.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Kills a component in the middle of a start, and waits for the error object on standard output.
record DeathTrial(Nodectl nodectl) {
  private static final String VICTIM = "RayletMain";
  private static final int LIMIT_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  /// From the kill to the first byte of the error, in milliseconds.
  double millis() {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(
              nodectl.command("start", "--head", "--name", "doomed", "--format", "json"));
      builder.environment().putAll(nodectl.environment());
      builder
          .redirectInput(Path.of("/dev/null").toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD);
      Process start = builder.start();
      try {
        CompletableFuture<Long> firstByte =
            CompletableFuture.supplyAsync(() -> readToEnd(start.getInputStream()));
        Proc victim = awaitVictim();
        long killed = System.nanoTime();
        victim.kill();
        return (firstByte.get(LIMIT_SECONDS, TimeUnit.SECONDS) - killed) / NANOS_PER_MILLI;
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

  /// When the first byte came; the rest is read so that the writer is not held up.
  private static long readToEnd(InputStream stdout) {
    try {
      int first = stdout.read();
      long then = System.nanoTime();
      if (first < 0) {
        throw new IllegalStateException("nothing on standard output");
      }
      stdout.transferTo(OutputStream.nullOutputStream());
      return then;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      Thread.onSpinWait();
    }
    throw new IllegalStateException("no " + VICTIM + " was started within " + LIMIT_SECONDS + " s");
  }
}
