package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import io.nodectl.process.StandardInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComponentSpecTest {
  private static String refusal(Runnable making) {
    return String.valueOf(assertThrows(InvalidInput.class, making::run).getMessage());
  }

  @Test
  void a_name_that_is_no_name_cannot_become_a_path() {
    for (String name :
        List.of("../../evil", "", ".", "a/b", "a.b", "A", "1a", "-a", "a\n", "a".repeat(33))) {
      String message = refusal(() -> Plans.component(name));
      assertTrue(message.startsWith("a component cannot be named '" + name + "'"), message);
    }
    assertEquals("a".repeat(32), Plans.component("a".repeat(32)).name());
  }

  @Test
  void the_names_of_our_own_logs_are_taken() {
    assertTrue(refusal(() -> Plans.component("supervisor")).contains("choose another name"));
    assertTrue(refusal(() -> Plans.component("guardian")).contains("choose another name"));
  }

  @Test
  void an_outside_peer_is_named_by_the_same_rule() {
    Map<String, Ports> outside = Map.of("a b", Ports.of("p", new Endpoint("::1", 1)));

    assertTrue(
        refusal(() -> new LaunchPlan(List.of(Plans.component("a")), outside, Optional.empty()))
            .contains("'a b'"));
  }

  @Test
  void port_names_are_checked_wherever_they_stand() {
    String expected = "a port of component 'a' cannot be named 'No'";

    assertTrue(refusal(() -> Plans.withPort("a", "No", 1)).startsWith(expected));
    assertTrue(refusal(() -> ready(new Readiness.ByProbe("No"))).startsWith(expected));
    assertTrue(refusal(() -> ready(new Readiness.ByGrpcHealth("No", ""))).startsWith(expected));
    assertTrue(
        refusal(() -> ready(new Readiness.ByPortFile(Map.of("No", "x")))).startsWith(expected));
  }

  private static ComponentSpec ready(Readiness readiness) {
    return new ComponentSpec(
        "a",
        new Command.OfPath(List.of("x")),
        StandardInput.WIRE,
        readiness,
        List.of(),
        Upkeep.of(Importance.CRITICAL),
        PortWishes.none());
  }

  @Test
  void a_port_is_a_number_of_a_port() {
    assertTrue(refusal(() -> Plans.withPort("a", "main", 65536)).contains("cannot be 65536"));
    assertTrue(refusal(() -> Plans.withPort("a", "main", -1)).contains("cannot be -1"));
    assertEquals(Map.of("main", 65535), Plans.withPort("a", "main", 65535).fixedPorts());
  }

  @Test
  void two_ports_that_the_system_chooses_are_no_clash() {
    LaunchPlan plan = Plans.of(Plans.withPort("a", "main", 0), Plans.withPort("b", "main", 0));

    assertEquals(Map.of(), plan.component("a").fixedPorts());
  }
}
