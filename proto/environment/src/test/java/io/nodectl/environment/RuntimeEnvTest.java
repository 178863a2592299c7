package io.nodectl.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.environment.Requirements.Installer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeEnvTest {
  private static final Set<String> PLUGGED =
      Set.of("pip", "uv", "working_dir", "py_modules", "py_executable", "java_jars");

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{}", "{\"env_vars\":{}}", "{\"env_vars\":null,\"pip\":null}"})
  void nothing_asked_for_is_nothing(String text) throws Exception {
    RuntimeEnv env = RuntimeEnv.parse(text);
    Fields.check(env, PLUGGED);
    assertTrue(env.envVars().isEmpty());
    assertTrue(Requirements.of(env, Installer.PIP).isEmpty());
    assertEquals(SetupConfig.USUAL, env.config());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[\"a\",\"b==1\",\"a\"]|a,b==1",
        "{\"packages\":[\"a\"],\"pip_check\":true}|a",
        "\"/r.txt\"|-r /r.txt",
        "{\"packages\":\"/r.txt\"}|-r /r.txt"
      })
  void pip_has_many_forms(String field, String packages) throws Exception {
    RuntimeEnv env = RuntimeEnv.parse("{\"pip\":" + field + "}");
    assertEquals(
        List.of(packages.split(",", -1)),
        Requirements.of(env, Installer.PIP).orElseThrow().packages());
  }

  @Test
  void all_wishes_to_an_installer_are_read() throws Exception {
    RuntimeEnv env =
        RuntimeEnv.parse(
            "{\"uv\":{\"packages\":[\"a\"],\"uv_check\":true,\"uv_version\":\"==0.5\","
                + "\"uv_pip_install_options\":[]}}");
    assertEquals(
        new Requirements(
            Installer.UV, List.of("a"), true, Optional.of("==0.5"), Optional.of(List.of())),
        Requirements.of(env, Installer.UV).orElseThrow());
  }

  @Test
  void a_config_says_how_long_it_may_take() throws Exception {
    RuntimeEnv env =
        RuntimeEnv.parse(
            "{\"config\":{\"setup_timeout_seconds\":5,\"eager_install\":false,"
                + "\"log_files\":[\"a.log\"]}}");
    assertEquals(
        new SetupConfig(Optional.of(Duration.ofSeconds(5)), false, List.of("a.log")), env.config());
    assertEquals(Optional.empty(), env.config().withTimeout(-1).timeout());
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
        "{\"a\"|not JSON",
        "{\"pip\":[\"a\"],\"uv\":[\"b\"]}|pip and uv cannot be used together",
        "{\"conda\":\"x\"}|conda: not supported",
        "{\"container\":{},\"image_uri\":\"x\"}|container, image_uri: not supported",
        "{\"workingdir\":\"x\"}|did you mean working_dir?",
        "{\"nonsense\":1}|there are config, env_vars, java_jars",
        "{\"pip\":7}|pip is neither a list",
        "{\"pip\":[7]}|item 1 of pip",
        "{\"pip\":[\"a\\nb\"]}|line break",
        "{\"pip\":{\"pip_check\":true}}|no field packages",
        "{\"pip\":{\"packages\":[],\"pip_chek\":true}}|did you mean pip_check?",
        "{\"pip\":{\"packages\":[\"a\"],\"pip_check\":1}}|pip.pip_check is not true",
        "{\"config\":{\"setup_timeout_seconds\":0}}|more than 0",
        "{\"config\":{\"setup_timeout_seconds\":-2}}|more than 0",
        "{\"config\":{\"setup_timeout_seconds\":\"x\"}}|whole number",
        "{\"config\":{\"setup_timeout\":1}}|setup_timeout: there is no such field",
        "{\"config\":{\"log_files\":[\"../x\"]}}|not the plain name",
        "{\"config\":[]}|config is not a map"
      })
  void nonsense_is_refused_with_its_reason(String text, String reason) {
    InvalidEnvironment refused = assertThrows(InvalidEnvironment.class, () -> readAll(text));
    assertTrue(refused.getMessage().contains(reason), refused::getMessage);
  }

  @Test
  void a_nesting_without_end_is_refused_and_not_followed() {
    assertThrows(InvalidEnvironment.class, () -> RuntimeEnv.parse("[".repeat(1_000_000)));
  }

  private static void readAll(String text) throws InvalidEnvironment {
    RuntimeEnv env = RuntimeEnv.parse(text);
    Fields.check(env, PLUGGED);
    env.envVars();
    env.config();
    for (Installer installer : Installer.values()) {
      Requirements.of(env, installer);
    }
  }
}
