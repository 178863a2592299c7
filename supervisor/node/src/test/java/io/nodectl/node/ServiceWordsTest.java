package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.ExitCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceWordsTest {
  private static final Duration START = Duration.ofSeconds(60);
  private static final LaunchPlan PAIR =
      Plans.of(Plans.component("store"), Plans.component("worker", Importance.RESTARTABLE));

  private static NodeDrill starting() {
    return new NodeDrill(PAIR).begin().launched("store", "worker");
  }

  private static NodeDrill ready() {
    return starting().bound("store", 1).bound("worker", 2).ready("store", "worker");
  }

  private static List<String> words(NodeDrill drill, NodeEvent event) {
    NodeState before = drill.state();
    return ServiceWords.of(event, before, drill.on(event).state(), START);
  }

  @Test
  void a_start_says_how_long_it_may_take_with_its_undoing() {
    List<String> words = words(new NodeDrill(PAIR), new NodeEvent.Begin());
    assertEquals(
        List.of("EXTEND_TIMEOUT_USEC=75000000", "STATUS=starting: 0 of 2 components ready"), words);
  }

  @Test
  void it_is_ready_when_the_last_component_is_and_not_before() {
    NodeDrill drill = starting().bound("store", 1).bound("worker", 2);
    assertEquals(
        List.of("STATUS=starting: 1 of 2 components ready"),
        words(drill, new NodeEvent.Ready("store")));
    assertEquals(
        List.of("READY=1", "STATUS=ready: 2 components"),
        words(drill, new NodeEvent.Ready("worker")));
  }

  @Test
  void a_component_that_asks_for_more_time_gets_it_from_the_manager_too() {
    assertEquals(
        List.of("EXTEND_TIMEOUT_USEC=105000000"),
        words(starting(), new NodeEvent.Extended("store", Duration.ofSeconds(90))));
  }

  @Test
  void what_a_component_waits_for_is_shown() {
    assertEquals(
        List.of("STATUS=starting: 0 of 2 components ready; worker: waiting for the head"),
        words(starting(), new NodeEvent.Said("worker", "waiting for the head")));
  }

  @Test
  void a_dead_component_of_a_ready_node_is_named() {
    NodeState after = ready().ended("worker").state();
    assertTrue(ServiceWords.text(after).startsWith("degraded: worker "), ServiceWords.text(after));
  }

  @Test
  void a_stop_is_told_with_the_time_that_it_may_take() {
    List<String> words = words(ready(), new NodeEvent.StopAsked("asked", Duration.ofSeconds(10)));
    assertEquals(
        List.of(
            "STOPPING=1",
            "EXTEND_TIMEOUT_USEC=20000000",
            "STATUS=stopping: 2 of 2 components left"),
        words);
  }

  @Test
  void a_failure_is_one_line_and_an_errno_where_one_fits() {
    Problem taken = Problem.ofNode(ExitCode.PORT_TAKEN, "port 1 is taken\nREADY=1");
    assertEquals(
        List.of("STATUS=failed: port 1 is taken READY=1", "ERRNO=98"), ServiceWords.failed(taken));
    Problem died = Problem.ofNode(ExitCode.COMPONENT_FAILED, "store died");
    assertEquals(List.of("STATUS=failed: store died"), ServiceWords.failed(died));
  }

  @Test
  void a_failed_start_ends_with_its_cause() {
    NodeDrill drill = starting().neverReady("store");
    assertTrue(ServiceWords.text(drill.state()).contains("store failed"));
    NodeState end = drill.ended("store").ended("worker").state();
    assertEquals(NodePhase.FAILED, end.phase());
    assertEquals("failed: store failed", ServiceWords.text(end));
  }

  @Test
  void a_sign_of_life_is_no_news() {
    NodeDrill drill = ready();
    assertFalse(words(drill, new NodeEvent.SignOfLife()).stream().anyMatch(w -> true));
  }
}
