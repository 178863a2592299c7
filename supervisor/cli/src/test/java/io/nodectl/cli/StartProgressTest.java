package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartProgressTest {
  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  private static StartProgress step(
      StartProgress progress, String component, String phase, long millis) {
    return progress.heard(
        component + " " + phase,
        Map.of("component", component, "phase", phase.split(":", -1)[0]),
        ms(millis));
  }

  @Test
  void who_is_waited_for_shows_how_long_and_who_is_ready_shows_how_long_it_took() {
    StartProgress progress = StartProgress.of("starting node 'head'");
    progress = step(progress, "gcs-server", "starting", 100);
    progress = step(progress, "raylet", "starting", 120);
    progress = step(progress, "gcs-server", "bound", 300);
    progress = step(progress, "gcs-server", "ready", 400);
    progress = step(progress, "raylet", "wired: not ready: waiting for gcs", 500);
    assertEquals(
        List.of(
            "starting node 'head'  1.12 s",
            "  gcs-server           ready       0.30 s",
            "  raylet               wired       1.00 s  not ready: waiting for gcs"),
        progress.lines(ms(1120)));
  }

  @Test
  void what_is_of_no_component_stands_below_the_components() {
    StartProgress progress =
        StartProgress.of("t").heard("waiting for the last node 'head'", Map.of(), ms(10));
    assertEquals(
        List.of("t  0.02 s", "  waiting for the last node 'head'"), progress.lines(ms(20)));
  }

  @Test
  void a_failed_component_is_not_waited_for_any_longer() {
    StartProgress progress = step(StartProgress.of("t"), "raylet", "starting", 0);
    progress = step(progress, "raylet", "failed", 250);
    assertEquals("  raylet               failed      0.25 s", progress.lines(ms(9000)).getLast());
  }

  @Test
  void a_frame_begins_where_the_last_one_began() {
    List<String> lines = List.of("one", "two");
    assertEquals("\u001b[?7lone\u001b[K\ntwo\u001b[K\n\u001b[?7h", LiveView.frame(lines, 0));
    assertTrue(LiveView.frame(lines, 2).startsWith("\u001b[?7l\u001b[2A\rone"));
  }

  @Test
  void without_a_terminal_each_step_is_a_line() {
    assertEquals("  0.25 s  raylet bound", PlainView.line(ms(250), "raylet bound"));
  }

  @Test
  void only_a_terminal_that_can_do_more_than_lines_gets_a_live_view() {
    Map<String, String> xterm = Map.of("TERM", "xterm");
    assertEquals(Outside.Screen.TERMINAL, StandardError.screen("/dev/pts/3", xterm));
    assertEquals(Outside.Screen.PLAIN, StandardError.screen("/dev/pts/3", Map.of("TERM", "dumb")));
    assertEquals(Outside.Screen.PLAIN, StandardError.screen("/dev/pts/3", Map.of()));
    assertEquals(Outside.Screen.PLAIN, StandardError.screen("pipe:[123]", xterm));
  }
}
