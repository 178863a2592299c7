package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that was started. Its output goes to files: a node that it leaves behind and that
/// should hold them open cannot keep a test waiting.
final class Running {
  /// No command of ours takes this long unless it hangs.
  private static final Duration HANGS_AFTER = Duration.ofMinutes(2);

  private final List<String> command;
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final long startedAt = System.nanoTime();

  private Running(List<String> command, Process process, Path stdout, Path stderr) {
    this.command = command;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /// Starts it.
  ///
  /// @param folder for the files of its output
  /// @param environment added to that of the tests
  static Running start(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path stdout = Files.createTempFile(folder, "stdout-", "");
      Path stderr = Files.createTempFile(folder, "stderr-", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      // What Ray's tools on this machine were told is not meant for these nodes.
      builder.environment().keySet().removeIf(name -> name.startsWith("RAY_"));
      builder.environment().putAll(environment);
      return new Running(List.copyOf(command), builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isOver() {
    return !process.isAlive();
  }

  /// Waits for its end; one that hangs fails the test.
  Outcome await() {
    try {
      if (!process.waitFor(HANGS_AFTER.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        fail("it hangs: " + outcome());
      }
      return outcome();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Sends it a signal, such as `INT`.
  void signal(String name) {
    if (!isOver()) {
      Signals.send(name, pid());
    }
  }

  /// What it has said so far on standard error.
  String stderrSoFar() {
    return read(stderr);
  }

  /// What it has said so far on standard output.
  String stdoutSoFar() {
    return read(stdout);
  }

  /// Where its standard output goes.
  Path stdoutFile() {
    return stdout;
  }

  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome outcome() {
    Duration took = Duration.ofNanos(System.nanoTime() - startedAt);
    return new Outcome(command, process.exitValue(), read(stdout), read(stderr), took);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
