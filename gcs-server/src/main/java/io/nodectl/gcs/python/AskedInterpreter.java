package io.nodectl.gcs.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an interpreter to learn its version: in isolation, so that neither the folder it starts in
/// nor the user's packages have a say.
public final class AskedInterpreter implements PythonVersion.Asking {

  private static final Logger LOG = LoggerFactory.getLogger(AskedInterpreter.class);

  /// A healthy one takes some 20 ms; on a cold network disk, seconds.
  private static final int PATIENCE_S = 30;

  private static final List<String> QUESTION =
      List.of("-I", "-S", "-c", "import sys; print('.'.join(map(str, sys.version_info[:3])))");

  @Override
  public Optional<String> version(Path interpreter) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(interpreter.toString()));
    command.addAll(QUESTION);
    try {
      return answer(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
          interpreter);
    } catch (IOException e) {
      LOG.warn("{} cannot be asked for its version: {}", interpreter, e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<String> answer(Process python, Path interpreter)
      throws IOException, InterruptedException {
    python.getOutputStream().close();
    try {
      // Its answer fits into the pipe, so it need not be read for it to end.
      if (!python.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.warn("{} has not told its version within {} s", interpreter, PATIENCE_S);
        return Optional.empty();
      }
      String words =
          new String(python.getInputStream().readNBytes(64), StandardCharsets.UTF_8).strip();
      return PythonWish.VERSION.matcher(words).matches() ? Optional.of(words) : Optional.empty();
    } finally {
      python.destroyForcibly();
    }
  }
}
