package io.nodectl.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.GetClusterIdRequest;
import io.nodectl.messages.ray.InternalKVGcsServiceGrpc;
import io.nodectl.messages.ray.InternalKVGetRequest;
import io.nodectl.rpc.ChannelOptions.Retries;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardTest {

  private static final AuthToken TOKEN = AuthToken.of("right");

  private final Guard guard = Guard.closed();
  private final CountingNodeInfo nodes = CountingNodeInfo.neverFailing();
  private RpcServer server;

  @BeforeEach
  void serve() throws BindFailed {
    server = RpcServer.on(Loopback.ANY_PORT).guard(guard).service(nodes).start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void the_right_token_gets_in() {
    guard.demand(TOKEN);
    call(ChannelOptions.plain().with(TOKEN));
    assertEquals(1, nodes.calls.get());
  }

  @Test
  void a_wrong_or_missing_token_is_refused_in_the_words_that_clients_of_ray_know() {
    guard.demand(TOKEN);
    for (ChannelOptions options :
        new ChannelOptions[] {
          ChannelOptions.plain(), ChannelOptions.plain().with(AuthToken.of("wrong"))
        }) {
      Status refusal = assertThrows(StatusRuntimeException.class, () -> call(options)).getStatus();
      assertEquals(Status.Code.UNAUTHENTICATED, refusal.getCode());
      assertEquals(
          "InvalidAuthToken: Authentication token is missing or incorrect",
          refusal.getDescription());
    }
    assertEquals(0, nodes.calls.get());
  }

  @Test
  void without_a_demand_any_token_and_none_get_in() {
    guard.letAllIn();
    call(ChannelOptions.plain());
    call(ChannelOptions.plain().with(AuthToken.of("superfluous")));
    assertEquals(2, nodes.calls.get());
  }

  @Test
  void before_the_token_is_told_a_caller_is_asked_to_come_again() {
    ChannelOptions once = ChannelOptions.plain().with(TOKEN).with(Retries.NONE);
    Status refusal = assertThrows(StatusRuntimeException.class, () -> call(once)).getStatus();
    assertEquals(Status.Code.UNAVAILABLE, refusal.getCode());
  }

  @Test
  void a_caller_that_comes_again_is_let_in_once_the_token_is_told() {
    Thread teller = Thread.ofVirtual().unstarted(() -> guard.demand(TOKEN));
    try (Loopback loopback = Loopback.to(server, ChannelOptions.plain().with(TOKEN))) {
      teller.start();
      loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
    }
    assertEquals(1, nodes.calls.get());
  }

  @Test
  void a_health_check_needs_no_token_but_a_health_watch_does() {
    guard.demand(TOKEN);
    assertEquals(
        Health.SERVING,
        HealthProbe.check(
            "127.0.0.1", server.address().getPort(), "", Duration.ofMillis(Loopback.HANG_MS)));
    try (Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      var answers =
          HealthGrpc.newBlockingStub(loopback.channel())
              .watch(HealthCheckRequest.getDefaultInstance());
      StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, answers::hasNext);
      assertEquals(Status.Code.UNAUTHENTICATED, refusal.getStatus().getCode());
    }
  }

  @Test
  void an_unknown_method_is_unimplemented_before_the_token_is_looked_at() {
    guard.demand(TOKEN);
    try (Loopback loopback = Loopback.to(server, ChannelOptions.plain())) {
      var unknown = InternalKVGcsServiceGrpc.newBlockingStub(loopback.channel());
      StatusRuntimeException refusal =
          assertThrows(
              StatusRuntimeException.class,
              () -> unknown.internalKVGet(InternalKVGetRequest.getDefaultInstance()));
      assertEquals(Status.Code.UNIMPLEMENTED, refusal.getStatus().getCode());
      // A known service's method that nobody wrote is refused first: the guard cannot see inside.
      StatusRuntimeException guarded =
          assertThrows(
              StatusRuntimeException.class,
              () -> loopback.nodes().getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()));
      assertEquals(Status.Code.UNAUTHENTICATED, guarded.getStatus().getCode());
    }
  }

  private void call(ChannelOptions options) {
    try (Loopback loopback = Loopback.to(server, options)) {
      var _ = loopback.nodes().getClusterId(GetClusterIdRequest.getDefaultInstance());
    }
  }
}
