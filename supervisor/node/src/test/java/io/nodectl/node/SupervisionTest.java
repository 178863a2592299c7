package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Ports;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SupervisionTest {
  private static final LaunchPlan PAIR =
      Plans.of(Plans.component("store"), Plans.component("worker", Need.wire("store")));

  private static NodeDrill readyPair() {
    return new NodeDrill(PAIR)
        .begin()
        .launched("store", "worker")
        .bound("store", 1001)
        .bound("worker", 1002)
        .ready("store", "worker")
        .forget();
  }

  @Test
  void components_with_wire_needs_start_all_at_once() {
    NodeDrill drill = new NodeDrill(PAIR).begin();

    assertEquals(
        List.of(new NodeAction.Launch("store"), new NodeAction.Launch("worker")), drill.asked());
  }

  @Test
  void a_dependent_is_told_as_soon_as_its_peer_is_bound() {
    NodeDrill drill =
        new NodeDrill(PAIR).begin().launched("store", "worker").forget().bound("store", 1001);

    Ports ports = Ports.of("main", new Endpoint("127.0.0.1", 1001));
    assertEquals(
        List.of(new NodeAction.Tell("worker", new Order.Wire("store", 1, ports))), drill.asked());
  }

  @Test
  void a_dependent_that_is_launched_late_is_told_what_is_known_already() {
    NodeDrill drill =
        new NodeDrill(PAIR)
            .begin()
            .launched("store")
            .bound("store", 1001)
            .forget()
            .launched("worker");

    assertEquals(1, drill.asked().size());
    assertEquals(ComponentPhase.STARTING, drill.phase("worker"));
  }

  @Test
  void a_component_is_wired_when_it_is_bound_and_was_told_of_all_peers_in_either_order() {
    NodeDrill toldFirst =
        new NodeDrill(PAIR)
            .begin()
            .launched("store", "worker")
            .bound("store", 1)
            .bound("worker", 2);
    NodeDrill boundFirst =
        new NodeDrill(PAIR).begin().launched("store", "worker").bound("worker", 2);

    assertEquals(ComponentPhase.WIRED, toldFirst.phase("worker"));
    assertEquals(ComponentPhase.BOUND, boundFirst.phase("worker"));
    assertEquals(ComponentPhase.WIRED, boundFirst.bound("store", 1).phase("worker"));
  }

  @Test
  void two_components_that_need_each_other_are_both_wired() {
    LaunchPlan circle =
        Plans.of(Plans.component("a", Need.wire("b")), Plans.component("b", Need.wire("a")));
    NodeDrill drill = new NodeDrill(circle).begin().launched("a", "b").bound("a", 1).bound("b", 2);

    assertEquals(ComponentPhase.WIRED, drill.phase("a"));
    assertEquals(ComponentPhase.WIRED, drill.phase("b"));
  }

  @Test
  void an_argv_need_starts_the_dependent_when_its_peer_is_bound_and_not_before() {
    LaunchPlan plan =
        Plans.of(Plans.component("store"), Plans.component("tool", Need.argv("store")));
    NodeDrill drill = new NodeDrill(plan).begin();

    assertEquals(List.of(new NodeAction.Launch("store")), drill.asked());
    assertEquals(ComponentPhase.PLANNED, drill.phase("tool"));
    assertEquals(
        List.of(new NodeAction.Launch("tool")), drill.launched("store").bound("store", 1).asked());
  }

  @Test
  void a_peer_outside_the_node_is_told_at_launch() {
    Ports head = Ports.of("gcs", new Endpoint("10.0.0.1", 6379));
    LaunchPlan plan =
        new LaunchPlan(
            List.of(Plans.component("worker", Need.wire("head"))),
            Map.of("head", head),
            Optional.empty());
    NodeDrill drill = new NodeDrill(plan).begin().forget().launched("worker");

    assertEquals(
        List.of(new NodeAction.Tell("worker", new Order.Wire("head", 1, head))), drill.asked());
  }

  @Test
  void a_peer_without_any_port_is_nothing_to_be_told_of_and_nothing_to_wait_for() {
    NodeDrill drill = new NodeDrill(PAIR).begin().launched("store", "worker").forget();
    drill.on(new NodeEvent.Bound("store", Ports.none(), 0, "")).bound("worker", 2);

    assertEquals(List.of(), drill.asked());
    assertEquals(ComponentPhase.WIRED, drill.phase("worker"));
  }

  @Test
  void the_node_is_ready_when_every_component_that_it_cannot_be_without_is() {
    LaunchPlan plan =
        Plans.of(Plans.component("store"), Plans.component("extra", Importance.OPTIONAL));
    NodeDrill drill =
        new NodeDrill(plan)
            .begin()
            .launched("store", "extra")
            .bound("store", 1)
            .forget()
            .ready("store");

    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(List.of(new NodeAction.AnnounceReady()), drill.asked());
  }

  @Test
  void a_component_that_fails_during_the_start_takes_everything_down_again() {
    NodeDrill drill =
        new NodeDrill(PAIR).begin().launched("store", "worker").forget().neverReady("store");

    assertEquals(NodePhase.STOPPING, drill.state().phase());
    assertEquals(List.of(new NodeAction.Stop(List.of("worker"))), drill.asked());
    drill.ended("worker").ended("store");
    assertEquals(NodePhase.FAILED, drill.state().phase());
    assertEquals(List.of(new NodeAction.Finish()), drill.asked());
    assertEquals("store", drill.state().problem().orElseThrow().component());
  }

  @Test
  void a_component_that_could_not_even_be_started_leaves_nothing_to_wait_for() {
    NodeDrill drill =
        new NodeDrill(Plans.of(Plans.component("store"))).begin().forget().neverReady("store");

    assertEquals(List.of(new NodeAction.Finish()), drill.asked());
    assertEquals(NodePhase.FAILED, drill.state().phase());
  }

  @Test
  void an_optional_component_that_fails_does_not_end_the_start() {
    LaunchPlan plan =
        Plans.of(Plans.component("store"), Plans.component("extra", Importance.OPTIONAL));
    NodeDrill drill =
        new NodeDrill(plan).begin().launched("store", "extra").neverReady("extra").ended("extra");

    assertEquals(NodePhase.STARTING, drill.state().phase());
    drill.bound("store", 1).ready("store");
    assertEquals(NodePhase.READY, drill.state().phase());
    assertEquals(ComponentPhase.FAILED, drill.phase("extra"));
  }

  @Test
  void a_start_that_is_out_of_time_is_blamed_on_the_one_that_others_wait_for() {
    NodeDrill drill = new NodeDrill(PAIR).begin().launched("store", "worker").bound("worker", 2);
    drill.on(new NodeEvent.OutOfTime("worker", NodeDrill.problem("worker", "was not ready")));

    Problem problem = drill.state().problem().orElseThrow();
    assertEquals("store", problem.component());
    assertEquals(ExitCode.TOO_LATE, problem.code());
    assertTrue(
        problem.message().contains("worker waits for ports that are not bound yet, those of store"),
        problem.message());
  }

  @Test
  void of_several_that_are_late_none_is_passed_over() {
    NodeDrill drill = new NodeDrill(PAIR).begin().launched("store", "worker");
    drill.on(new NodeEvent.OutOfTime("worker", NodeDrill.problem("worker", "was not ready.")));

    Problem problem = drill.state().problem().orElseThrow();
    assertEquals("worker", problem.component());
    assertTrue(problem.message().contains("Not bound either: store."), problem.message());
  }

  @Test
  void the_death_of_a_critical_component_takes_the_node_down() {
    NodeDrill drill = readyPair().ended("worker");

    assertEquals(NodePhase.STOPPING, drill.state().phase());
    assertEquals(ComponentPhase.FAILED, drill.phase("worker"));
    assertEquals(1, drill.count(new NodeAction.Stop(List.of("store"))));
    Problem problem = drill.ended("store").state().problem().orElseThrow();
    assertEquals(NodePhase.FAILED, drill.state().phase());
    assertEquals(ExitCode.COMPONENT_FAILED, problem.code());
    assertTrue(problem.message().startsWith("worker died. The node cannot"), problem.message());
  }

  @Test
  void a_stop_goes_against_the_needs_and_waits_for_each_level() {
    NodeDrill drill = readyPair().stop();

    assertEquals(List.of(new NodeAction.Stop(List.of("worker"))), drill.asked());
    assertEquals(List.of(new NodeAction.Stop(List.of("store"))), drill.ended("worker").asked());
    assertEquals(List.of(new NodeAction.Finish()), drill.ended("store").asked());
    assertEquals(NodePhase.STOPPED, drill.state().phase());
  }

  @Test
  void a_stop_during_the_start_undoes_it_and_says_so() {
    NodeDrill drill =
        new NodeDrill(PAIR)
            .begin()
            .launched("store", "worker")
            .stop()
            .ended("worker")
            .ended("store");

    assertEquals(NodePhase.FAILED, drill.state().phase());
    assertEquals(ExitCode.INTERRUPTED, drill.state().problem().orElseThrow().code());
  }

  @Test
  void a_starter_that_goes_away_undoes_a_start_and_means_nothing_to_a_ready_node() {
    NodeDrill starting =
        new NodeDrill(PAIR).begin().launched("store", "worker").on(new NodeEvent.StarterGone());
    NodeDrill ready = readyPair().on(new NodeEvent.StarterGone());

    assertEquals(NodePhase.STOPPING, starting.state().phase());
    assertEquals(NodePhase.READY, ready.state().phase());
    assertEquals(List.of(), ready.asked());
  }

  @Test
  void a_component_that_dies_by_itself_during_a_stop_is_not_waited_for() {
    NodeDrill drill = readyPair().stop().ended("store").forget().ended("worker");

    assertEquals(List.of(new NodeAction.Finish()), drill.asked());
    assertFalse(drill.state().mayRun());
  }

  @Test
  void a_component_that_waits_for_an_argv_peer_is_not_started_by_a_stop() {
    LaunchPlan plan =
        Plans.of(Plans.component("store"), Plans.component("tool", Need.argv("store")));
    NodeDrill drill =
        new NodeDrill(plan)
            .begin()
            .launched("store")
            .stop()
            .forget()
            .bound("store", 1)
            .ended("store");

    assertEquals(List.of(new NodeAction.Finish()), drill.asked());
    assertEquals(ComponentPhase.STOPPED, drill.phase("tool"));
  }

  @Test
  void a_component_asked_for_its_health_is_asked_once_it_is_bound() {
    ComponentSpec asked =
        new ComponentSpec(
            "db",
            new Command.OfPath(List.of("/bin/true")),
            io.nodectl.process.StandardInput.NULL,
            new Readiness.ByGrpcHealth("main", "svc"),
            List.of(),
            Upkeep.of(Importance.CRITICAL),
            PortWishes.none());
    NodeDrill drill = new NodeDrill(Plans.of(asked)).begin().launched("db").forget().bound("db", 9);

    assertEquals(
        List.of(new NodeAction.AskHealth("db", 1, new Endpoint("127.0.0.1", 9), "svc")),
        drill.asked());
  }

  @Test
  void a_node_that_loses_its_guardian_is_taken_down_and_says_why() {
    Problem gone = Problem.ofNode(ExitCode.COMPONENT_FAILED, "the guardian died");
    NodeDrill drill = readyPair().stop().on(new NodeEvent.Broken(gone));

    assertEquals(List.of(new NodeAction.Stop(List.of("worker"))), drill.asked());
    drill.ended("worker").ended("store");
    assertEquals(NodePhase.FAILED, drill.state().phase());
    assertEquals(Optional.of(gone), drill.state().problem());
  }
}
