package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentMakerTest {
  private final EnvironmentMaker maker = new EnvironmentMaker();

  @Test
  void env_vars_become_the_context_of_the_worker() {
    assertEquals(
        new Outcome.Created(
            "{\"command_prefix\":[],\"env_vars\":{\"A\":\"1\",\"B\":\"\"},\"java_jars\":[]}"),
        maker.make(
            "{\"env_vars\": {\"A\": \"1\", \"B\": \"\"}, \"config\": {\"eager_install\": true}}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "{\"env_vars\":{}}", "{\"env_vars\":null,\"pip\":null}"})
  void nothing_asked_for_is_an_empty_context(String environment) {
    assertEquals(
        new Outcome.Created("{\"command_prefix\":[],\"env_vars\":{},\"java_jars\":[]}"),
        maker.make(environment));
  }

  @Test
  void what_is_not_supported_is_refused_by_name() {
    Outcome.Refused refused =
        assertInstanceOf(
            Outcome.Refused.class,
            maker.make("{\"working_dir\":\"gcs://x\",\"env_vars\":{},\"pip\":[\"a\"]}"));
    assertTrue(refused.why().startsWith("pip, working_dir: not supported"), refused::why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"env_vars\":[]}|not a map",
        "{\"env_vars\":\"x\"}|not a map",
        "{\"env_vars\":{\"A\":1}}|value of A",
        "{\"env_vars\":{\"A\":null}}|value of A",
        "{\"env_vars\":{\"A\":\"\\u0000\"}}|value of A",
        "{\"env_vars\":{\"A=B\":\"x\"}}|name of a variable",
        "{\"env_vars\":{\"\":\"x\"}}|name of a variable",
        "[]|not a JSON object",
        "7|not a JSON object",
        "{\"a\":1,\"a\":2}|not JSON",
        "{} {}|not JSON",
        "{\"a\"|not JSON"
      })
  void nonsense_is_refused_with_its_reason(String environment, String reason) {
    Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, maker.make(environment));
    assertTrue(refused.why().contains(reason), refused::why);
  }

  @Test
  void a_nesting_without_end_is_refused_and_not_followed() {
    assertInstanceOf(Outcome.Refused.class, maker.make("[".repeat(1_000_000)));
  }
}
