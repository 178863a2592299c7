package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluginsTest {
  @Test
  void ours_are_found_and_have_their_say_in_this_order() {
    assertEquals(
        List.of("working_dir", "py_executable", "java_jars", "pip", "py_modules", "uv"),
        List.copyOf(Plugins.load(List.of()).fields()));
  }

  @Test
  void two_for_one_field_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Plugins(List.of(new ScriptedPlugin(), new ScriptedPlugin())));
  }
}
