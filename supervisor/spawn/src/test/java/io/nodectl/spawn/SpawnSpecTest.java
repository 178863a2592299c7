package io.nodectl.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnSpecTest {
  @Test
  void a_command_that_no_system_could_start_is_refused() {
    refused(List.of(), Map.of());
    refused(List.of(""), Map.of());
    refused(List.of("bin/relative"), Map.of());
    refused(List.of("prog", "a\0b"), Map.of());
  }

  @Test
  void a_variable_that_no_system_could_pass_is_refused() {
    refused(List.of("prog"), Map.of("", "x"));
    refused(List.of("prog"), Map.of("A=B", "x"));
    refused(List.of("prog"), Map.of("A", "x\0y"));
  }

  @Test
  void a_descriptor_number_out_of_range_is_refused() throws Exception {
    try (Pipe pipe = Pipe.open()) {
      for (int number : new int[] {-1, 256}) {
        assertThrows(
            IllegalArgumentException.class,
            () -> Shell.script("exit 0", Map.of(number, pipe.readEnd())));
      }
    }
  }

  @Test
  void the_environment_does_not_get_into_a_log() {
    SpawnSpec spec =
        new SpawnSpec(List.of("prog", "-v"), Map.of("TOKEN", "secret"), Path.of("/"), Map.of());
    assertEquals("prog -v in /", spec.toString());
  }

  private static void refused(List<String> command, Map<String, String> environment) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SpawnSpec(command, environment, Path.of("/"), Map.of()));
  }
}
