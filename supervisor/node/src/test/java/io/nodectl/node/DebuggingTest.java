package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.Debugging.Jdwp;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebuggingTest {
  private static final Path SESSION = Path.of("/s");
  private static final Debugging TRACED =
      new Debugging(Jdwp.OFF, Optional.of(new Wrapper.Known(Tool.STRACE)));

  @Test
  void a_jvm_under_jdwp_listens_on_a_port_of_its_own_choice_on_loopback() {
    assertEquals(
        List.of("-agentlib:jdwp=transport=dt_socket,server=y,address=127.0.0.1:0,suspend=y"),
        new Debugging(Jdwp.SUSPENDED, Optional.empty()).jvmOptions());
    assertTrue(
        new Debugging(Jdwp.ON, Optional.empty()).jvmOptions().getFirst().endsWith("suspend=n"));
    assertEquals(List.of(), TRACED.jvmOptions());
  }

  @Test
  void gdb_passes_on_the_signals_that_a_jvm_needs_and_stops_at_that_of_a_crash() {
    String argv = String.join(" ", Tool.GDB.argv("raylet", SESSION));

    assertTrue(argv.contains("handle SIGSEGV SIGBUS "), argv);
    assertTrue(argv.contains("SIGTERM"), argv);
    assertFalse(argv.contains("SIGABRT"), argv);
    assertTrue(argv.endsWith(" --args"), argv);
  }

  @Test
  void strace_follows_all_threads_and_writes_into_the_session() {
    List<String> argv = Tool.STRACE.argv("raylet", SESSION);

    assertTrue(argv.contains("-f"), argv::toString);
    assertEquals("/s/raylet.strace", argv.get(argv.indexOf("-o") + 1));
    assertEquals("--", argv.getLast());
  }

  @Test
  void the_words_of_another_tool_are_taken_as_they_are() {
    Wrapper wrapper = new Wrapper.Argv(List.of("perf", "record", "{x}"));

    assertEquals(List.of("perf", "record", "{x}"), wrapper.argv("raylet", SESSION));
    assertEquals("perf", wrapper.program());
  }

  @Test
  void a_plan_knows_which_of_its_components_are_looked_into() {
    LaunchPlan plan =
        Plans.of(Plans.component("a"), Plans.component("b")).debugged(Map.of("a", TRACED));

    assertTrue(plan.component("a").isDebugged());
    assertEquals(Optional.empty(), plan.component("a").liveness());
    assertEquals(TRACED, plan.component("a").debugging());
    assertEquals(List.of("/bin/true"), plan.component("a").command().words());
    assertFalse(plan.component("b").isDebugged());
    assertEquals(Debugging.NONE, plan.component("b").debugging());
  }

  @Test
  void a_component_that_the_plan_does_not_have_is_refused_with_those_that_it_has() {
    LaunchPlan plan = Plans.of(Plans.component("a"), Plans.component("b"));

    InvalidInput e =
        assertThrows(InvalidInput.class, () -> plan.debugged(Map.of("raylte", TRACED)));
    assertTrue(String.valueOf(e.getMessage()).contains("'raylte'"), e::getMessage);
    assertTrue(String.valueOf(e.getMessage()).contains("a, b"), e::getMessage);
  }

  @Test
  void another_program_cannot_be_made_to_wait_for_a_java_debugger() {
    LaunchPlan plan = Plans.of(Plans.component("a"));
    Debugging jdwp = new Debugging(Jdwp.ON, Optional.empty());

    assertThrows(InvalidInput.class, () -> plan.debugged(Map.of("a", jdwp)));
  }

  @Test
  void it_survives_the_way_to_the_supervisor() {
    Map<String, Debugging> all =
        Map.of(
            "a",
            TRACED,
            "b",
            new Debugging(Jdwp.SUSPENDED, Optional.empty()),
            "c",
            new Debugging(
                Jdwp.ON, Optional.of(new Wrapper.Argv(List.of("perf", "a\nb \"c\"", "")))));

    assertEquals(all, DebuggingFields.read(DebuggingFields.write(all)));
  }
}
