package io.nodectl.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Parent;
import io.nodectl.handshake.Ports;
import io.nodectl.handshake.StopReason;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PeerOrdersTest {

  private static final Endpoint AT = new Endpoint("127.0.0.1", 6379);

  private final List<Object> told = new ArrayList<>();
  private final Parent parent =
      Parent.over(OutputStream.nullOutputStream(), InputStream.nullInputStream());
  private final OwnEnd end = new OwnEnd(parent);
  private final PeerOrders orders = new PeerOrders(new RememberingListener(told), end);

  @Test
  void the_token_and_both_peers_are_told() {
    orders.config(new Order.Config(Map.of("auth.mode", "token", "auth.token", "secret")));
    orders.wire(new Order.Wire("gcs-server", 3, Ports.of("gcs", AT)));
    orders.wire(new Order.Wire("runtime-env-agent", 1, Ports.of("http", AT)));
    assertEquals(
        List.of(
            Access.by(AuthToken.of("secret")), new GcsPeer(AT, 3), new AgentPeer(Optional.of(AT))),
        told);
  }

  @Test
  void an_agent_that_is_deliberately_absent_is_told_and_a_gcs_is_not() {
    orders.wire(new Order.Wire("gcs-server", 1, Ports.none().without("gcs")));
    orders.wire(new Order.Wire("runtime-env-agent", 1, Ports.none().without("http")));
    assertEquals(List.of(new AgentPeer(Optional.empty())), told);
  }

  @Test
  void other_peers_other_ports_and_other_configuration_are_passed_over() {
    orders.config(new Order.Config(Map.of("colour", "red")));
    orders.wire(new Order.Wire("client-proxy", 1, Ports.of("client", AT)));
    orders.wire(new Order.Wire("gcs-server", 1, Ports.of("metrics", AT)));
    orders.wire(new Order.Wire("runtime-env-agent", 1, Ports.of("metrics", AT)));
    assertEquals(List.of(), told);
    assertEquals(ExitCode.DONE, end.code());
  }

  @Test
  void a_configuration_of_no_use_ends_the_program() throws Exception {
    orders.config(new Order.Config(Map.of("auth.mode", "maybe")));
    assertEquals(List.of(), told);
    assertEquals(ExitCode.USAGE, end.code());
    assertEquals(StopReason.Cause.STOP, parent.awaitStop().cause());
  }
}
