package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import io.nodectl.spawn.ExitStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartingTest {
  private static final LaunchPlan PAIR =
      Plans.of(restartable("store"), restartable("worker", Need.wire("store")));
  private static final LaunchPlan WITH_ARGV =
      Plans.of(restartable("store"), restartable("tool", Need.argv("store")));
  private static final NodeAction.Launch STORE = new NodeAction.Launch("store");
  private static final NodeAction.Launch WORKER = new NodeAction.Launch("worker");
  private static final NodeAction.Launch TOOL = new NodeAction.Launch("tool");

  private static ComponentSpec restartable(String name, Need... needs) {
    return Plans.component(name, Importance.RESTARTABLE, needs);
  }

  private static NodeDrill readyPair() {
    return new NodeDrill(PAIR)
        .begin()
        .launched("store", "worker")
        .bound("store", 1001)
        .bound("worker", 1002)
        .ready("store", "worker")
        .forget();
  }

  private static NodeDrill readyTool() {
    return new NodeDrill(WITH_ARGV)
        .begin()
        .launched("store")
        .bound("store", 1001)
        .launched("tool")
        .bound("tool", 1002)
        .ready("store", "tool")
        .forget();
  }

  private static NodeAction.Tell tell(String name, String peer, int generation, int port) {
    Ports ports = Ports.of("main", new Endpoint("127.0.0.1", port));
    return new NodeAction.Tell(name, new Order.Wire(peer, generation, ports));
  }

  @Test
  void who_dies_for_the_first_time_is_launched_again_at_once() {
    NodeDrill drill = readyPair().ended("worker");

    assertEquals(1, drill.count(WORKER));
    assertEquals(NodePhase.DEGRADED, drill.state().phase());
    assertEquals(ComponentPhase.STARTING, drill.phase("worker"));
    assertEquals(2, drill.state().component("worker").generation());
    drill.launched("worker").bound("worker", 1003).ready("worker");
    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(1, drill.state().component("worker").restarts());
  }

  @Test
  void the_reason_of_a_restart_is_kept() {
    NodeDrill drill = readyPair().later(Duration.ofSeconds(7)).restarted("worker", 1003);
    ComponentHistory history = drill.state().component("worker").history();

    assertEquals("worker died", history.lastRestart().orElseThrow().reason());
    assertEquals(7, history.lastRestart().orElseThrow().at().getEpochSecond());
    assertEquals("worker died", history.lastError());
    assertEquals(Optional.empty(), history.down());
  }

  @Test
  void who_is_launched_again_is_told_of_all_and_all_are_told_of_it() {
    NodeDrill worker = readyPair().ended("worker").forget().launched("worker");
    assertEquals(List.of(tell("worker", "store", 1, 1001)), worker.asked());

    NodeDrill store = readyPair().ended("store").launched("store").forget().bound("store", 1009);
    assertEquals(List.of(tell("worker", "store", 2, 1009)), store.asked());
    assertEquals(ComponentPhase.READY, store.phase("worker"));
  }

  @Test
  void who_comes_up_while_its_peer_is_down_is_told_when_that_is_bound_again() {
    NodeDrill drill = readyPair().ended("store").ended("worker").forget().launched("worker");
    assertEquals(List.of(), drill.asked());

    drill.launched("store").bound("store", 1001);
    assertEquals(List.of(tell("worker", "store", 2, 1001)), drill.asked());
  }

  @Test
  void the_second_death_waits_and_a_pause_that_is_over_launches() {
    NodeDrill drill = readyPair().restarted("worker", 1003).forget().ended("worker");

    assertEquals(1, drill.count(new NodeAction.WakeAfter("worker", 2, Duration.ofMillis(500))));
    assertEquals(0, drill.count(WORKER));
    assertEquals(ComponentPhase.RESTARTING, drill.phase("worker"));
    drill.on(new NodeEvent.RestartDue("worker", 2));
    assertEquals(1, drill.count(WORKER));
  }

  @Test
  void an_alarm_for_an_earlier_launch_means_nothing() {
    NodeDrill drill = readyPair().restarted("worker", 1003).ended("worker").forget();
    drill.on(new NodeEvent.RestartDue("worker", 1));

    assertEquals(List.of(), drill.asked());
  }

  @Test
  void a_restart_that_never_becomes_ready_is_tried_again_once_its_process_is_gone() {
    NodeDrill drill = readyPair().ended("worker").launched("worker").forget().neverReady("worker");
    assertEquals(List.of(), drill.asked());

    drill.ended("worker");
    assertEquals(1, drill.count(new NodeAction.WakeAfter("worker", 2, Duration.ofMillis(500))));
    assertEquals(
        Downfall.Kind.NEVER_READY,
        drill.state().component("worker").history().down().orElseThrow().kind());
  }

  @Test
  void a_restart_without_a_process_is_tried_again_without_waiting_for_its_end() {
    NodeDrill drill = readyPair().ended("worker").forget().neverReady("worker");

    assertEquals(1, drill.count(new NodeAction.WakeAfter("worker", 2, Duration.ofMillis(500))));
  }

  @Test
  void an_exit_code_that_forbids_it_ends_the_node() {
    NodeDrill drill = readyPair();
    drill.on(new NodeEvent.Ended(NodeDrill.problem("worker", "died"), new ExitStatus.Exited(2)));

    assertEquals(NodePhase.STOPPING, drill.state().phase());
    drill.ended("store");
    assertEquals(NodePhase.FAILED, drill.state().phase());
    Problem problem = drill.state().problem().orElseThrow();
    assertEquals(ExitCode.COMPONENT_FAILED, problem.code());
    assertTrue(problem.message().contains("cannot help"), problem.message());
  }

  @Test
  void who_says_that_a_restart_cannot_help_ends_the_node() {
    NodeDrill drill = readyPair();
    drill.on(
        new NodeEvent.NeverReady(
            NodeDrill.problem("worker", "is refused"), Downfall.Kind.HOPELESS));
    assertEquals(NodePhase.DEGRADED, drill.state().phase());

    assertEquals(NodePhase.STOPPING, drill.ended("worker").state().phase());
  }

  @Test
  void a_spent_budget_takes_everything_down_and_says_so() {
    NodeDrill drill = readyPair();
    for (int i = 0; i < 10; i++) {
      drill.later(Duration.ofSeconds(1)).ended("worker");
      int generation = drill.state().component("worker").generation();
      drill.on(new NodeEvent.RestartDue("worker", generation));
      drill.launched("worker").bound("worker", 1).ready("worker");
    }
    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(11, drill.state().component("worker").generation());

    drill.forget().ended("worker");
    assertEquals(1, drill.count(new NodeAction.Stop(List.of("store"))));
    drill.ended("store");
    assertEquals(NodePhase.FAILED, drill.state().phase());
    String message = drill.state().problem().orElseThrow().message();
    assertTrue(message.contains("10 times within 600 s"), message);
  }

  @Test
  void an_optional_component_that_is_given_up_leaves_the_node_as_it_is() {
    LaunchPlan plan = Plans.of(restartable("store"), Plans.component("extra", Importance.OPTIONAL));
    NodeDrill drill = new NodeDrill(plan).begin().launched("store", "extra").bound("store", 1);
    drill.bound("extra", 2).ready("extra", "store");
    drill.on(new NodeEvent.Ended(NodeDrill.problem("extra", "died"), new ExitStatus.Exited(2)));

    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(ComponentPhase.FAILED, drill.phase("extra"));
  }

  @Test
  void a_stop_during_a_pause_ends_the_node_without_waiting() {
    NodeDrill drill = readyPair().restarted("worker", 3).ended("worker").forget().stop();

    assertEquals(List.of(new NodeAction.Stop(List.of("store"))), drill.asked());
    assertEquals(ComponentPhase.STOPPED, drill.phase("worker"));
    drill.on(new NodeEvent.RestartDue("worker", 2)).ended("store");
    assertEquals(List.of(new NodeAction.Finish()), drill.asked());
    assertEquals(NodePhase.STOPPED, drill.state().phase());
  }

  @Test
  void a_stop_during_a_restart_stops_what_comes_up() {
    NodeDrill drill = readyPair().ended("worker").launched("worker").forget().stop();

    assertEquals(List.of(new NodeAction.Stop(List.of("worker"))), drill.asked());
    drill.ended("worker").ended("store");
    assertEquals(NodePhase.STOPPED, drill.state().phase());
  }

  @Test
  void who_is_unhealthy_is_killed_and_launched_again() {
    NodeDrill drill = readyPair().on(new NodeEvent.Unhealthy("worker", "no answer"));
    assertEquals(List.of(new NodeAction.End("worker", Duration.ZERO)), drill.asked());
    assertEquals(NodePhase.DEGRADED, drill.state().phase());

    drill.ended("worker");
    assertEquals(1, drill.count(WORKER));
    String reason =
        drill.state().component("worker").history().lastRestart().orElseThrow().reason();
    assertTrue(reason.contains("no answer"), reason);
  }

  @Test
  void a_restart_that_somebody_asks_for_costs_no_budget() {
    NodeDrill drill = readyPair().on(new NodeEvent.RestartAsked("worker"));
    assertEquals(List.of(new NodeAction.End("worker", Supervisor.STOP_GRACE)), drill.asked());

    drill.ended("worker");
    assertEquals(1, drill.count(WORKER));
    assertEquals(Restarts.none(), drill.state().component("worker").history().restarts());
  }

  @Test
  void a_restart_that_is_asked_for_during_a_pause_ends_the_pause() {
    NodeDrill drill = readyPair().restarted("worker", 3).ended("worker").forget();
    drill.on(new NodeEvent.RestartAsked("worker"));

    assertEquals(List.of(WORKER), drill.asked());
  }

  @Test
  void a_changed_port_restarts_who_has_it_on_the_command_line() {
    NodeDrill drill = readyTool().ended("store").launched("store").forget().bound("store", 2001);
    assertEquals(List.of(new NodeAction.End("tool", Supervisor.STOP_GRACE)), drill.asked());

    drill.ready("store").ended("tool");
    assertEquals(1, drill.count(TOOL));
  }

  @Test
  void the_same_port_restarts_nobody() {
    NodeDrill drill = readyTool().restarted("store", 1001);

    assertEquals(ComponentPhase.READY, drill.phase("tool"));
    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(0, drill.count(TOOL));
  }

  @Test
  void who_needs_a_peer_on_the_command_line_waits_until_that_is_bound_again() {
    NodeDrill drill = readyTool().ended("store").ended("tool").forget();
    assertEquals(ComponentPhase.PLANNED, drill.phase("tool"));

    drill.launched("store").bound("store", 2001);
    assertEquals(List.of(TOOL), drill.asked());
  }

  @Test
  void a_node_that_is_dead_to_the_cluster_gets_a_new_id_and_comes_back_at_once() {
    NodeDrill drill = readyPair();
    drill.on(
        new NodeEvent.NeverReady(NodeDrill.problem("worker", "is dead"), Downfall.Kind.NODE_DEAD));
    drill.ended("worker");
    assertEquals(1, drill.count(new NodeAction.DrawNodeId("worker")));
    assertEquals(0, drill.count(WORKER));

    drill.on(new NodeEvent.NodeIdDrawn("worker", "id-2"));
    assertEquals(1, drill.count(WORKER));
    assertEquals("id-2", drill.state().nodeId());
  }

  @Test
  void who_finds_its_kept_port_taken_comes_back_on_another_one() {
    ComponentSpec keeper =
        new ComponentSpec(
            "store",
            new Command.OfPath(List.of("x", "{port.main}")),
            io.nodectl.process.StandardInput.WIRE,
            new Readiness.ByReport(),
            List.of(),
            Upkeep.of(Importance.RESTARTABLE),
            new PortWishes(Map.of(), Optional.of("main")));
    NodeDrill drill =
        new NodeDrill(Plans.of(keeper)).begin().launched("store").bound("store", 1).ready("store");
    drill.ended("store").launched("store").forget();
    Problem taken = new Problem(ExitCode.PORT_TAKEN, "store", "taken", List.of());
    drill.on(new NodeEvent.NeverReady(taken, Downfall.Kind.HOPELESS)).ended("store");

    assertEquals(1, drill.count(new NodeAction.ForgetPort("store")));
    assertEquals(1, drill.count(STORE));
  }

  @Test
  void a_death_during_the_start_undoes_it_as_before() {
    NodeDrill drill =
        new NodeDrill(PAIR).begin().launched("store", "worker").forget().ended("store");

    assertEquals(NodePhase.STOPPING, drill.state().phase());
    assertEquals(0, drill.count(STORE));
  }

  @Test
  void an_old_answer_about_health_means_nothing_to_the_new_process() {
    NodeDrill drill = readyPair().ended("worker").launched("worker");
    drill.on(new NodeEvent.HealthKnown("worker", 1, Optional.empty()));

    assertFalse(drill.phase("worker") == ComponentPhase.READY);
  }
}
