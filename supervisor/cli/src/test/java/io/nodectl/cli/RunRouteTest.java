package io.nodectl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Spillback;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRouteTest {
  private final RunRoute route =
      new RunRoute(LaunchRequest.getDefaultInstance(), List.of(raylet("a"), raylet("b")));

  @Test
  void who_sent_us_to_a_dead_node_is_asked_again_as_before_and_told_of_it() {
    sentTo("c");
    sentTo("d");
    assertTrue(route.goesAround());
    assertEquals("c", route.raylet().nodeId());
    assertEquals(1, route.request().getHops());
    assertEquals(List.of("d"), route.request().getUnreachableNodesList());
  }

  @Test
  void when_he_is_dead_too_the_first_that_may_live_is_asked_from_the_beginning() {
    sentTo("c");
    assertTrue(route.goesAround());
    assertTrue(route.goesAround());
    assertEquals("b", route.raylet().nodeId());
    assertEquals(0, route.request().getHops());
    assertEquals(List.of("c", "a"), route.request().getUnreachableNodesList());
    assertFalse(route.goesAround());
  }

  private void sentTo(String id) {
    route.sentOn(Spillback.newBuilder().setNodeId(id).setAddress("127.0.0.1:1").build());
  }

  private static Raylet raylet(String id) {
    return new Raylet(id, new Endpoint("127.0.0.1", 1));
  }
}
