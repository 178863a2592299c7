package io.nodectl.gcs.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where an interpreter may be that Ray's programs of this host run with: that of the `ray` in the
/// PATH, else `python3`.
///
/// @param path the folders of the PATH, in their order
public record PythonSearch(List<Path> path) {

  private static final String RAY = "ray";
  private static final String PYTHON = "python3";

  /// Enough for a shebang, and for what stands below `#!/bin/sh`.
  private static final int LINES = 3;

  public PythonSearch {
    path = List.copyOf(path);
  }

  /// The folders that a variable lists; an empty one means nothing here.
  public static PythonSearch in(String path) {
    return new PythonSearch(
        Stream.of(path.split(":")).filter(folder -> !folder.isEmpty()).map(Path::of).toList());
  }

  /// An interpreter and why it was thought of.
  ///
  /// @param reason such as `of /opt/venv/bin/ray`
  record Candidate(Path program, String reason) {}

  /// Those to ask, the best first.
  List<Candidate> candidates() {
    List<Candidate> found = new ArrayList<>();
    lookUp(RAY)
        .ifPresent(
            ray ->
                interpreter(ray)
                    .ifPresent(python -> found.add(new Candidate(python, "of " + ray))));
    lookUp(PYTHON).ifPresent(python -> found.add(new Candidate(python, "of " + python)));
    return List.copyOf(found);
  }

  private Optional<Path> interpreter(Path script) {
    return Shebang.python(firstLines(script))
        .flatMap(word -> word.contains("/") ? Optional.of(Path.of(word)) : lookUp(word));
  }

  private Optional<Path> lookUp(String name) {
    return path.stream()
        .map(folder -> folder.resolve(name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// Nothing of what is no text.
  private static List<String> firstLines(Path script) {
    try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.UTF_8)) {
      return reader.lines().limit(LINES).toList();
    } catch (IOException | java.io.UncheckedIOException _) {
      return List.of();
    }
  }
}
