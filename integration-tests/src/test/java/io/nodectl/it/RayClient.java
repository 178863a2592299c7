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
import tools.jackson.databind.JsonNode;

/// The GCS client of an installed Ray, run in its Python.
record RayClient(Sandbox box, JsonNode head) {
  private static final String SCRIPT = "gcs_client.py";

  /// A client of that head; without an installed Ray the test is skipped, but never in CI.
  ///
  /// @param head the head's status object
  static RayClient of(Sandbox box, JsonNode head) {
    Path python = box.checkout().pythonWithRay();
    assumeTrue(
        Files.exists(python) || System.getenv("CI") != null,
        "no " + python + ": scripts/ray-venv makes it");
    return new RayClient(box, head);
  }

  /// Runs it as a user would who did what `start` said.
  Outcome run(String... arguments) {
    String token = head.path("auth").path("token_path").asString();
    return run(Map.of("RAY_AUTH_MODE", "token", "RAY_AUTH_TOKEN_PATH", token), arguments);
  }

  Outcome run(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(box.checkout().pythonWithRay().toString(), script().toString()));
    command.add(head.path("address").asString());
    command.addAll(List.of(arguments));
    return box.begin(command, environment).await();
  }

  private Path script() {
    Path file = box.file(SCRIPT);
    try (InputStream source = RayClient.class.getResourceAsStream(SCRIPT)) {
      assertNotNull(source);
      Files.write(file, source.readAllBytes());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
