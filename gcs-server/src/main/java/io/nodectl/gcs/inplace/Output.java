package io.nodectl.gcs.inplace;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The output of this process as Ray's programs expect it.
public final class Output {

  /// Names the stream that the log goes to. Ray's start script shows what a GCS that failed has
  /// written to its errors, and Ray's log monitor prints those on every driver's screen.
  private static final String LOG_TARGET = "nodectl.log.target";

  private static final Path NAME = Path.of("/proc/self/comm");

  private Output() {}

  /// From now on this process writes there; where nothing is said, to what it inherited. To be
  /// called before anything is logged.
  ///
  /// @throws IOException if a file cannot be opened
  public static void redirect(Optional<Path> output, Optional<Path> errors) throws IOException {
    System.setProperty(LOG_TARGET, "System.out");
    if (output.isPresent()) {
      System.setOut(appending(output.get()));
    }
    if (errors.isPresent()) {
      System.setErr(new ErrorLines(appending(errors.get())));
    }
  }

  /// Takes the name by which Ray's commands find this process, `ray stop` among them: they compare
  /// what the kernel calls it (proc(5), comm).
  public static void takeName() throws IOException {
    Files.writeString(NAME, "gcs_server");
  }

  private static PrintStream appending(Path file) throws IOException {
    return new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
  }

  /// Ray's start script shows only the lines that have the mark of an error.
  private static final class ErrorLines extends PrintStream {
    ErrorLines(PrintStream to) {
      super(to, true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
      super.println("[nodectl E ] " + line);
    }
  }
}
