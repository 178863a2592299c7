package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The Python of an installed Ray; runs scripts that are among the resources of these tests.
record RayPython(Sandbox box) {
  /// Without an installed Ray the test is skipped, but never in CI.
  static RayPython of(Sandbox box) {
    Path python = box.checkout().pythonWithRay();
    assumeTrue(
        Files.exists(python) || System.getenv("CI") != null,
        "no " + python + ": scripts/ray-venv makes it");
    return new RayPython(box);
  }

  Outcome run(String script, List<String> arguments, Map<String, String> environment) {
    return begin(script, arguments, environment).await();
  }

  /// Starts a script.
  Running begin(String script, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(box.checkout().pythonWithRay().toString());
    command.add(copied(script).toString());
    command.addAll(arguments);
    return box.begin(command, environment);
  }

  /// Runs Ray's own command to its end.
  Outcome ray(List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(List.of(box.checkout().ray().toString()));
    command.addAll(arguments);
    return box.begin(command, environment).await();
  }

  private Path copied(String script) {
    Path file = box.file(script);
    try (InputStream source = RayPython.class.getResourceAsStream(script)) {
      assertNotNull(source);
      Files.write(file, source.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
