package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchPlanTest {
  private static String refusal(Runnable making) {
    return String.valueOf(assertThrows(InvalidInput.class, making::run).getMessage());
  }

  @Test
  void two_equal_fixed_ports_are_refused_with_both_names() {
    String message =
        refusal(
            () -> Plans.of(Plans.withPort("a", "main", 7000), Plans.withPort("b", "http", 7000)));

    assertTrue(
        message.contains("port 'main' of a and port 'http' of b are both to be 7000"), message);
  }

  @Test
  void a_circle_of_argv_needs_is_refused_with_its_members() {
    String message =
        refusal(
            () ->
                Plans.of(
                    Plans.component("free"),
                    Plans.component("a", Need.argv("b")),
                    Plans.component("b", Need.argv("a"))));

    assertTrue(message.endsWith("a, b"), message);
  }

  @Test
  void a_need_of_an_unknown_peer_is_refused() {
    assertTrue(
        refusal(() -> Plans.of(Plans.component("a", Need.wire("ghost"))))
            .contains("needs 'ghost'"));
  }

  @Test
  void the_same_name_twice_is_refused() {
    assertTrue(
        refusal(() -> Plans.of(Plans.component("a"), Plans.component("a"))).contains("'a' twice"));
  }

  @Test
  void nothing_is_stopped_before_all_that_need_it() {
    LaunchPlan plan = new ShippedPlan(head(Map.of()), LastPorts.none()).plan();

    assertEquals(
        List.of(
            List.of("client-proxy", "raylet"), List.of("runtime-env-agent"), List.of("gcs-server")),
        plan.stopLevels());
  }

  @Test
  void a_circle_of_wire_needs_is_stopped_from_the_end_of_the_plan() {
    LaunchPlan plan =
        Plans.of(Plans.component("a", Need.wire("b")), Plans.component("b", Need.wire("a")));

    assertEquals(List.of(List.of("b"), List.of("a")), plan.stopLevels());
  }

  @Test
  void a_head_asks_for_its_last_ports_unless_it_is_given_others() {
    LastPorts last =
        new LastPorts(
            Map.of(
                new PortRef("gcs-server", "gcs"),
                6001,
                new PortRef("raylet", "node-manager"),
                6002));

    assertTrue(
        arguments(head(Map.of()), last, "gcs-server").containsAll(List.of("--last-port", "6001")));
    assertFalse(arguments(head(Map.of("port", 7001)), last, "gcs-server").contains("6001"));
    assertEquals(
        new PortWishes(Map.of("gcs", 7001), Optional.of("gcs")),
        new ShippedPlan(head(Map.of("port", 7001)), last).plan().component("gcs-server").ports());
    assertFalse(arguments(head(Map.of("port", 0)), last, "gcs-server").contains("6001"));
    assertTrue(arguments(head(Map.of()), last, "raylet").stream().noneMatch("6002"::equals));
  }

  @Test
  void a_worker_has_no_control_plane_and_finds_it_outside() {
    NodeSpec worker =
        new NodeSpec(
            new NodeName("w"),
            new Role.Worker(new Endpoint("127.0.0.1", 6379)),
            new NodeSpec.Identity("127.0.0.1", "w"),
            Map.of(),
            Duration.ofSeconds(1),
            new Auth.Disabled(),
            Optional.empty());
    LaunchPlan plan = new ShippedPlan(worker, LastPorts.none()).plan();

    assertEquals(
        List.of("runtime-env-agent", "raylet"),
        plan.components().stream().map(ComponentSpec::name).toList());
    assertEquals(
        Map.of("gcs-server", Ports.of("gcs", new Endpoint("127.0.0.1", 6379))), plan.outside());
  }

  private static List<String> arguments(NodeSpec spec, LastPorts last, String component) {
    return new ShippedPlan(spec, last).plan().component(component).command().words();
  }

  private static NodeSpec head(Map<String, Integer> ports) {
    return new NodeSpec(
        new NodeName("head"),
        new Role.Head(),
        new NodeSpec.Identity("127.0.0.1", "here"),
        ports,
        Duration.ofSeconds(1),
        new Auth.OwnToken(),
        Optional.empty());
  }
}
