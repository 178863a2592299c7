package io.nodectl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerContextTest {
  @Test
  void json_has_the_fields_that_rays_workers_read() throws Exception {
    WorkerContext context =
        WorkerContext.EMPTY
            .prefixed(List.of("cd", "/d", "&&"))
            .withEnvVars(Map.of("A", "1"))
            .withPython("/p")
            .withJars(List.of("/j"));
    assertEquals(
        "{\"command_prefix\":[\"cd\",\"/d\",\"&&\"],\"env_vars\":{\"A\":\"1\"},"
            + "\"py_executable\":\"/p\",\"override_worker_entrypoint\":null,\"java_jars\":[\"/j\"]}",
        context.toJson());
    assertEquals(context, WorkerContext.parse(context.toJson()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"command_prefix\":null,\"env_vars\":null}"})
  void what_is_left_out_is_empty(String json) throws Exception {
    assertEquals(WorkerContext.EMPTY, WorkerContext.parse(json));
  }

  @Test
  void nonsense_is_refused_by_the_name_of_the_field() {
    InvalidEnvironment refused =
        assertThrows(InvalidEnvironment.class, () -> WorkerContext.parse("{\"java_jars\":\"x\"}"));
    assertTrue(refused.getMessage().startsWith("java_jars is not"), refused::getMessage);
  }

  @Test
  void module_folders_go_before_what_was_there() {
    assertEquals(
        "/b:/a:/usual",
        WorkerContext.EMPTY
            .withModules("/a", "/usual")
            .withModules("/b", "/usual")
            .envVars()
            .get("PYTHONPATH"));
  }
}
