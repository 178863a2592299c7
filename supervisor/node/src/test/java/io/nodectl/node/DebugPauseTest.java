package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.node.Debugging.Jdwp;
import io.nodectl.process.StandardInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DebugPauseTest {
  private static final Debugging SUSPENDED = new Debugging(Jdwp.SUSPENDED, Optional.empty());
  private static final Debugging UNDER_GDB =
      new Debugging(Jdwp.OFF, Optional.of(new Wrapper.Known(Tool.GDB)));

  private static DebugPause pause(Map<String, Debugging> how) {
    ComponentSpec store =
        new ComponentSpec(
            "store",
            new Command.OfDistribution("store", List.of()),
            StandardInput.WIRE,
            new Readiness.ByReport(),
            List.of(),
            Upkeep.of(Importance.CRITICAL),
            PortWishes.none());
    return new DebugPause(Plans.of(store, Plans.component("web")).debugged(how));
  }

  @Test
  void a_node_that_nobody_looks_into_has_no_pause() {
    DebugPause pause = pause(Map.of("store", new Debugging(Jdwp.ON, Optional.empty())));

    assertFalse(pause.changesWith(new NodeEvent.Launched("store", 1)));
    assertFalse(pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5005)));
    assertFalse(pause.isOn());
  }

  @Test
  void a_suspended_component_makes_time_stand_still_until_it_is_ready() {
    DebugPause pause = pause(Map.of("store", SUSPENDED));

    assertTrue(pause.changesWith(new NodeEvent.Launched("store", 1)));
    assertFalse(pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5005)));
    assertFalse(pause.changesWith(new NodeEvent.Ready("web")));
    assertTrue(pause.isOn());
    assertTrue(pause.changesWith(new NodeEvent.Ready("store")));
    assertFalse(pause.isOn());
  }

  @Test
  void time_goes_on_when_the_debugger_has_left() {
    DebugPause pause = pause(Map.of("store", SUSPENDED));
    pause.changesWith(new NodeEvent.Launched("store", 1));
    pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5005));

    assertTrue(pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5006)));
    assertFalse(pause.isOn());
  }

  @Test
  void a_tool_stays_however_often_a_debugger_comes_and_goes() {
    DebugPause pause = pause(Map.of("store", new Debugging(Jdwp.SUSPENDED, UNDER_GDB.wrapper())));
    pause.changesWith(new NodeEvent.Launched("store", 1));
    pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5005));
    pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5006));

    assertTrue(pause.isOn());
  }

  @Test
  void time_goes_on_when_the_last_of_them_is_ready_or_dead() {
    DebugPause pause = pause(Map.of("store", SUSPENDED, "web", UNDER_GDB));
    assertTrue(pause.changesWith(new NodeEvent.Launched("store", 1)));
    assertFalse(pause.changesWith(new NodeEvent.Launched("web", 2)));
    assertFalse(pause.changesWith(new NodeEvent.Ready("web")));

    assertTrue(
        pause.changesWith(
            new NodeEvent.Ended(NodeDrill.problem("store", "died"), NodeDrill.KILLED)));
  }

  @Test
  void a_restarted_component_makes_time_stand_still_again() {
    DebugPause pause = pause(Map.of("store", SUSPENDED));
    pause.changesWith(new NodeEvent.Launched("store", 1));
    pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5005));
    pause.changesWith(new NodeEvent.Ready("store"));

    assertTrue(pause.changesWith(new NodeEvent.Launched("store", 2)));
    assertFalse(pause.changesWith(new NodeEvent.DebuggerAwaited("store", 5006)));
    assertTrue(pause.isOn());
  }
}
