package io.nodectl.gcs.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonVersionTest {

  @TempDir Path venv;
  @TempDir Path system;

  @Test
  void the_interpreter_of_ray_comes_before_another_one() throws Exception {
    Path own = program(venv, "python3", "");
    program(venv, "ray", "#!" + own + "\nimport ray\n");
    Path other = program(system, "python3", "");
    PythonVersion found = find(Map.of(own, "3.11.7", other, "3.12.1"));
    assertEquals("3.11.7", found.version());
    assertEquals("of " + venv.resolve("ray"), found.source());
  }

  @Test
  void without_a_ray_it_is_python3() throws Exception {
    Path python = program(system, "python3", "");
    assertEquals("3.12.1", find(Map.of(python, "3.12.1")).version());
  }

  @Test
  void an_interpreter_that_is_gone_is_passed_over() throws Exception {
    program(venv, "ray", "#!/gone/python3\n");
    Path python = program(system, "python3", "");
    assertEquals("3.12.1", find(Map.of(python, "3.12.1")).version());
  }

  @Test
  void where_there_is_none_the_version_is_unknown_and_the_reason_is_told() throws Exception {
    PythonVersion found = find(Map.of());
    assertFalse(found.isKnown());
    assertEquals("neither ray nor python3 is in the PATH", found.source());
  }

  @Test
  void what_somebody_says_is_not_looked_for() throws Exception {
    PythonVersion said =
        PythonVersion.find(
            PythonWish.read("3.11.7"),
            PythonSearch.in(""),
            interpreter -> {
              throw new AssertionError(interpreter);
            });
    assertEquals("3.11.7", said.version());
    Path named = Path.of("/opt/python3");
    PythonVersion asked =
        PythonVersion.find(
            PythonWish.read("/opt/python3"),
            PythonSearch.in(""),
            interpreter -> named.equals(interpreter) ? Optional.of("3.9.1") : Optional.empty());
    assertEquals("3.9.1", asked.version());
    assertThrows(IllegalArgumentException.class, () -> PythonWish.read("3.11"));
  }

  @Test
  void an_interpreter_is_run() throws Exception {
    Path script = program(system, "python3", "#!/bin/sh\necho 3.10.4\n");
    assertEquals(Optional.of("3.10.4"), new AskedInterpreter().version(script));
  }

  @Test
  void one_that_says_nonsense_or_cannot_be_run_has_no_version() throws Exception {
    Path script = program(system, "python3", "#!/bin/sh\necho hello\n");
    assertEquals(Optional.empty(), new AskedInterpreter().version(script));
    assertTrue(new AskedInterpreter().version(system.resolve("none")).isEmpty());
  }

  private PythonVersion find(Map<Path, String> versions) throws InterruptedException {
    return PythonVersion.find(
        new PythonWish.Found(),
        PythonSearch.in(venv + "::" + system),
        interpreter -> Optional.ofNullable(versions.get(interpreter)));
  }

  private static Path program(Path folder, String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }
}
