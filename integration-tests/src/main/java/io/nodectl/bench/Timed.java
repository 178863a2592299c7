package io.nodectl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that has ended well.
///
/// @param seconds from before its process was made until it had ended
record Timed(double seconds, String stdout) {
  private static final int LIMIT_SECONDS = 120;
  private static final double NANOS = 1e9;

  /// Runs a command to its end.
  ///
  /// @param files a folder for its output; a pipe would be held open by the daemons that the
  ///     command leaves behind
  /// @throws IllegalStateException if it fails, or has not ended after two minutes
  static Timed run(Path files, Map<String, String> environment, List<String> command) {
    try {
      Path out = files.resolve("stdout");
      Path err = files.resolve("stderr");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile());
      long start = System.nanoTime();
      Process process = builder.start();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      double seconds = (System.nanoTime() - start) / NANOS;
      String printed = Files.readString(out, UTF_8);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        String how =
            ended
                ? "ended with exit code " + process.exitValue()
                : "has not ended after " + LIMIT_SECONDS + " s";
        throw new IllegalStateException(
            String.join(" ", command) + " " + how + ":\n" + printed + Files.readString(err, UTF_8));
      }
      return new Timed(seconds, printed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command, e);
    }
  }
}
