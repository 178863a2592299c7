package io.nodectl.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodectl.machine.RayOverlay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import tools.jackson.databind.JsonNode;

/// A driver on Ray's own Java runtime.
///
/// @param runtime the jar that an installed Ray has it in
/// @param program the driver's own jar; workers load its classes from there
record JavaDriver(Sandbox box, Path runtime, Path program) {
  private static final String NAME = "JavaDriver";

  /// Compiles it. The test is skipped where Ray was installed without its Java runtime, as it is on
  /// some machines.
  static JavaDriver of(Sandbox box) {
    try {
      Path runtime =
          RayOverlay.packages(box.checkout().venvWithRay()).resolve("ray/jars/ray_dist.jar");
      assumeTrue(Files.exists(runtime), "this Ray has no Java runtime: no " + runtime);
      Path source = box.file(NAME + ".java");
      try (InputStream resource = JavaDriver.class.getResourceAsStream(NAME + ".java")) {
        assertNotNull(resource);
        Files.write(source, resource.readAllBytes());
      }
      Path classes = box.file("classes");
      tool("javac", "-cp", runtime.toString(), "-d", classes.toString(), source.toString());
      Path program = box.file("driver.jar");
      tool("jar", "cf", program.toString(), "-C", classes.toString(), ".");
      return new JavaDriver(box, runtime, program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tool(String name, String... arguments) {
    assertEquals(
        0, ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, arguments));
  }

  /// Starts it on that cluster.
  Running begin(RayClient cluster, String rounds) {
    Map<String, String> environment = new HashMap<>(cluster.exports());
    environment.put("HOME", box.files().toString());
    return box.begin(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Its serializer looks into the JDK's own classes.
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dray.address=" + cluster.address(),
            "-Dray.job.code-search-path=" + program,
            "-Dray.logging.dir=" + box.file("java-logs"),
            "-cp",
            runtime + ":" + program,
            NAME,
            rounds),
        environment);
  }

  /// What it has seen; Ray prints around it.
  static JsonNode seen(Outcome outcome) {
    return outcome
        .stdout()
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(Json::parse)
        .findFirst()
        .orElseThrow(() -> new AssertionError(outcome));
  }
}
