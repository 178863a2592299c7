package io.nodectl.runtimeenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RuntimeEnvsTest {
  private static final String GOOD = "{\"env_vars\":{\"A\":\"1\"}}";
  private static final String BAD = "{\"conda\":\"x\"}";

  private Duration now = Duration.ZERO;
  private final RuntimeEnvs environments =
      new RuntimeEnvs(new EnvironmentMaker(), () -> now.toNanos());

  @Test
  void each_wish_takes_a_reference_and_the_last_release_removes_it() {
    environments.getOrCreate(GOOD, "raylet");
    environments.getOrCreate(GOOD, "raylet");
    assertEquals(List.of(2L), references());
    environments.release(GOOD, "raylet");
    assertEquals(List.of(1L), references());
    environments.release(GOOD, "raylet");
    assertEquals(List.of(), references());
  }

  @Test
  void one_release_too_many_changes_nothing() {
    environments.release(GOOD, "raylet");
    environments.getOrCreate(GOOD, "raylet");
    environments.release(GOOD, "raylet");
    environments.release(GOOD, "raylet");
    assertEquals(List.of(), references());
  }

  @Test
  void references_of_client_servers_are_not_counted() {
    environments.getOrCreate(GOOD, "client_server");
    assertEquals(List.of(0L), references());
    environments.getOrCreate(GOOD, "raylet");
    environments.release(GOOD, "client_server");
    assertEquals(List.of(1L), references());
  }

  @Test
  void a_failure_holds_no_reference_and_is_forgotten_after_ten_minutes() {
    assertInstanceOf(Outcome.Refused.class, environments.getOrCreate(BAD, "raylet"));
    assertInstanceOf(Outcome.Refused.class, environments.getOrCreate(BAD, "raylet"));
    assertEquals(List.of(0L), references());
    now = RuntimeEnvs.FAILURE_KEPT;
    assertEquals(List.of(0L), references());
    now = now.plusNanos(1);
    assertEquals(List.of(), references());
  }

  @Test
  void a_limit_cuts_the_list_and_not_the_total() {
    environments.getOrCreate(GOOD, "raylet");
    environments.getOrCreate(BAD, "raylet");
    assertEquals(1, environments.states(OptionalLong.of(1)).size());
    assertEquals(0, environments.states(OptionalLong.of(0)).size());
    assertEquals(2, environments.size());
  }

  @Test
  void what_nobody_uses_is_bounded_and_what_is_used_stays() {
    environments.getOrCreate(GOOD, "raylet");
    for (int i = 0; i < 2 * RuntimeEnvs.MAX_UNUSED; i++) {
      environments.getOrCreate("{\"conda\":" + i + "}", "raylet");
    }
    assertEquals(RuntimeEnvs.MAX_UNUSED + 1, environments.size());
    assertEquals(GOOD, environments.states(OptionalLong.of(1)).getFirst().runtimeEnv());
  }

  private List<Long> references() {
    List<Long> references = new ArrayList<>();
    for (RuntimeEnvs.State state : environments.states(OptionalLong.empty())) {
      references.add(state.references());
    }
    return references;
  }
}
