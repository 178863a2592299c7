package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.node.JsonText;
import org.junit.jupiter.api.Test;

class TraceTextTest {
  private static final String START =
      """
      {"started_at":"2026-01-01T10:00:00Z","ready_ms":400.0,"components":{
        "store":{"launched_ms":100.0,"bound_ms":200.0,"wired_ms":{"a":210.0,"b":220.5},
                 "ready_ms":300.0,"aot":true},
        "late":{"launched_ms":100.0}}}
      """;

  @Test
  void a_start_is_a_bar_for_each_component_and_the_times_of_its_steps() {
    String expected =
        """
        start of node 'n' at 2026-01-01T10:00:00Z: over after 0.40 s

        COMPONENT  0 .. 0.40 s                               LAUNCHED  BOUND  WIRED  READY  AOT
        store      ..........----------==========..........  100.0     200.0  220.5  300.0  yes
        late       ..........------------------------------  100.0     -      -      -      -
        """;
    assertEquals(expected, text("{\"start\":" + START + ",\"restarts\":[]}"));
  }

  @Test
  void restarts_are_counted_from_the_death() {
    String expected =
        """
        start of node 'n' at ?: over after 0.00 s

        COMPONENT  0 .. 0.00 s  LAUNCHED  BOUND  WIRED  READY  AOT

        restarts, in ms since the death:

        COMPONENT  0 .. 0.20 s                               DECIDED  LAUNCHED  BOUND  WIRED  READY  WHY
        store (2)  --------------------====================  0.5      1.0       100.0  -      200.0  was killed
        """;
    assertEquals(
        expected,
        text(
            """
            {"start":{},"restarts":[{"component":"store","generation":2,"died_ms":1000.0,
              "decided_ms":1000.5,"launched_ms":1001.0,"bound_ms":1100.0,"wired_ms":{},
              "ready_ms":1200.0,"reason":"store was killed"}]}
            """));
  }

  private static String text(String trace) {
    return String.join("\n", TraceText.lines("n", JsonText.read(trace))) + "\n";
  }
}
