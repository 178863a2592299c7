package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.nodectl.handshake.Endpoint;
import io.nodectl.program.AgentPeer;
import io.nodectl.program.GcsPeer;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WiringTest {

  private static final GcsPeer GCS = new GcsPeer(new Endpoint("127.0.0.1", 6379), 1);
  private static final AgentPeer AGENT = new AgentPeer(Optional.empty());

  @Test
  void it_names_all_that_is_missing() {
    assertEquals(
        Optional.of("not ready: waiting for gcs-server and runtime-env-agent"),
        Wiring.none().notReady());
  }

  @Test
  void it_names_the_agent_when_only_that_is_missing() {
    assertEquals(
        Optional.of("not ready: waiting for runtime-env-agent"),
        Wiring.none().with(Access.open()).with(GCS).notReady());
  }

  @Test
  void it_names_gcs_when_only_that_is_missing() {
    assertEquals(
        Optional.of("not ready: waiting for gcs-server"),
        Wiring.none().with(Access.open()).with(AGENT).notReady());
  }

  @Test
  void a_gcs_that_we_do_not_know_how_to_speak_to_is_missing_too() {
    assertEquals(
        Optional.of("not ready: waiting for gcs-server"),
        Wiring.none().with(GCS).with(AGENT).notReady());
  }

  @Test
  void nothing_is_missing_on_a_node_that_deliberately_has_no_agent() {
    assertEquals(
        Optional.empty(), Wiring.none().with(Access.open()).with(GCS).with(AGENT).notReady());
  }

  @Test
  void another_generation_or_token_of_gcs_needs_another_channel_and_another_agent_does_not() {
    Wiring wired = Wiring.none().with(Access.open()).with(GCS);
    assertNotEquals(wired.link(), wired.with(new GcsPeer(GCS.at(), 2)).link());
    assertNotEquals(wired.link(), wired.with(Access.by(AuthToken.of("secret"))).link());
    assertEquals(wired.link(), wired.with(AGENT).link());
  }
}
