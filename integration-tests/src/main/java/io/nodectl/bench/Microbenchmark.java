package io.nodectl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nodectl.machine.Proc;
import io.nodectl.machine.RayOverlay;
import io.nodectl.machine.TemporaryFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs `ray microbenchmark`, each time on a cluster that it starts for itself: of Ray's own
/// programs, or with our gcs-server in the place of theirs.
final class Microbenchmark implements AutoCloseable {
  private static final String VARIABLE = "NODECTL_BENCH";
  private static final String SCRIPT = "microbenchmark.py";

  private final TemporaryFolder files = TemporaryFolder.create("rb");
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Path venv;
  private final Path nodectl;

  /// To be run.
  ///
  /// @param venv where Ray is installed
  /// @param nodectl a packaged one, beside which our gcs-server lies
  Microbenchmark(Path venv, Path nodectl) {
    this.venv = venv;
    this.nodectl = nodectl;
  }

  /// What is measured.
  ///
  /// @param seconds each of the four measurements of a line takes so long
  /// @param pattern of the names of the lines
  record Scope(double seconds, String pattern) {}

  /// Installs what it needs and Ray itself does not, unless it is there.
  void prepare() throws IOException, InterruptedException {
    Path python = venv.resolve("bin/python");
    if (!Files.exists(RayOverlay.packages(venv).resolve("numpy"))) {
      int code =
          new ProcessBuilder(python.toString(), "-m", "pip", "install", "--quiet", "numpy")
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException("numpy cannot be installed; the words of pip are above");
      }
    }
  }

  /// Runs it once.
  ///
  /// @param lines gets the name of each line, and the calls in a second
  /// @return why it ended before its last line; Ray's own programs do so now and then, when one of
  ///     its starts takes too long
  Optional<String> run(Contender.Side gcs, Scope scope, BiConsumer<String, Double> lines)
      throws IOException, InterruptedException {
    Path errors = files.path().resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(
            venv.resolve("bin/python").toString(),
            script().toString(),
            Double.toString(scope.seconds),
            scope.pattern);
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectError(errors.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("RAY_"));
    builder.environment().putAll(environment(gcs));
    Process process = builder.start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        JsonNode line = JsonMapper.shared().readTree(text);
        lines.accept(line.path("line").asString(), line.path("rate").asDouble());
      }
    }
    int code = process.waitFor();
    killWhatIsLeft();
    return code == 0
        ? Optional.empty()
        : Optional.of("exit code %d:%n%s".formatted(code, Files.readString(errors)));
  }

  private Map<String, String> environment(Contender.Side gcs) throws IOException {
    Map<String, String> of =
        switch (gcs) {
          case RAY -> Map.of();
          case NODECTL -> Map.of("PYTHONPATH", overlay().toString());
        };
    Map<String, String> all = new HashMap<>(of);
    all.put("RAY_AUTH_MODE", "disabled");
    all.put("RAY_USAGE_STATS_ENABLED", "0");
    all.put("RAY_TMPDIR", files.path().toString());
    all.put("HOME", files.path().toString());
    all.put(VARIABLE, files.path().toString());
    return all;
  }

  private Path overlay() throws IOException {
    Path folder = files.path().resolve("overlay");
    return Files.exists(folder)
        ? folder
        : RayOverlay.create(venv, nodectl.resolveSibling("gcs-server"), folder);
  }

  private Path script() throws IOException {
    Path file = files.path().resolve(SCRIPT);
    try (InputStream source = Microbenchmark.class.getResourceAsStream(SCRIPT)) {
      return Files.write(file, Objects.requireNonNull(source, SCRIPT).readAllBytes());
    }
  }

  private void killWhatIsLeft() {
    String mark = VARIABLE + "=" + files.path();
    List<Proc> left = mine(mark);
    while (!left.isEmpty()) {
      left.forEach(Proc::kill);
      left = mine(mark);
    }
  }

  private static List<Proc> mine(String mark) {
    long self = ProcessHandle.current().pid();
    return Proc.withDescendants(process -> process.environment().contains(mark)).stream()
        .filter(process -> process.pid() != self)
        .toList();
  }

  /// Ends what runs, and removes the files.
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      killWhatIsLeft();
      files.close();
    }
  }
}
