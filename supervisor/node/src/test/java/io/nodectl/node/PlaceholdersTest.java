package io.nodectl.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Ports;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  private final Placeholders placeholders =
      new Placeholders()
          .set("session", "/s")
          .setPeer("gcs", Ports.of("rpc", new Endpoint("::1", 7)).without("web"));

  @Test
  void an_address_and_its_number_are_filled_in() {
    assertEquals(
        List.of("--gcs=[::1]:7", "7", "/s/x"),
        placeholders.fill(List.of("--gcs={gcs.rpc}", "{gcs.rpc.number}", "{session}/x")));
  }

  @Test
  void an_absent_port_is_none() {
    assertEquals("none 0", placeholders.fill("{gcs.web} {gcs.web.number}"));
  }

  @Test
  void an_unknown_placeholder_is_refused_with_its_name() {
    String message =
        String.valueOf(
            assertThrows(InvalidInput.class, () -> placeholders.fill("a{nope}")).getMessage());

    assertTrue(message.contains("{nope}"), message);
  }

  @Test
  void a_lone_brace_is_text() {
    assertEquals("a{b", placeholders.fill("a{b"));
  }

  @Test
  void a_doubled_brace_is_a_brace() {
    assertEquals(
        "{\"a\":\"/s\"} {session}", placeholders.fill("{{\"a\":\"{session}\"} {{session}"));
    assertEquals("{", placeholders.fill("{{"));
  }
}
