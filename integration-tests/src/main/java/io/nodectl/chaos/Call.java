package io.nodectl.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that runs, or has ended well or badly.
///
/// @param out where its standard output goes: a pipe would be held open by what it leaves behind
record Call(Process process, Path out, Path err) {
  private static final int LIMIT_SECONDS = 120;

  static Call begin(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
      builder.environment().putAll(environment);
      builder.redirectInput(Path.of("/dev/null").toFile());
      return new Call(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for its end, and forgets its output.
  ///
  /// @throws IllegalStateException if it has not ended after two minutes
  Ended await() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "%s has not ended after %d s".formatted(process.info().commandLine(), LIMIT_SECONDS));
    }
    try {
      Ended ended =
          new Ended(
              process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How it ended.
  record Ended(int code, String out, String err) {}
}
