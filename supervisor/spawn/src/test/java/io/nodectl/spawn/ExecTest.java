package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecTest {
  /// Runs in a JVM of its own, which the test then finds to be a shell.
  static final class BecomesShell {
    private BecomesShell() {}

    public static void main(String[] args) throws Exception {
      try (Pipe unseen = Pipe.open()) {
        unseen.readEnd().nonBlocking();
        Exec.replace(
            // No pipeline: the shell itself would hold its ends for a moment.
            List.of("/bin/sh", "-c", "echo $$ $WORD; ls /proc/$$/fd; :"),
            Map.of("WORD", "new", "PATH", "/usr/bin:/bin"));
      }
    }
  }

  @Test
  void the_new_program_has_the_old_pid_a_new_environment_and_three_descriptors() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BecomesShell.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    assertEquals(process.pid() + " new\n0\n1\n2", output);
  }

  @Test
  void a_program_that_is_not_there_is_told_with_its_errno() {
    SpawnException e =
        assertThrows(
            SpawnException.class, () -> Exec.replace(List.of("/no/such/program"), Map.of()));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("/no/such/program"), message);
    assertTrue(message.contains("ENOENT"), message);
  }
}
