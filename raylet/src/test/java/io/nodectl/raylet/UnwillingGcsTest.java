package io.nodectl.raylet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.ExitCode;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Report;
import io.nodectl.handshake.Retry;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.Guard;
import io.nodectl.testparent.AttachedProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnwillingGcsTest {

  @Test
  void it_names_a_gcs_that_does_not_answer_and_goes_on_trying_until_it_is_rewired()
      throws Exception {
    try (Socket deaf = boundButNotListening();
        RememberingGcs gcs = RememberingGcs.acknowledging();
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      var nobody = new Endpoint("127.0.0.1", deaf.getLocalPort());
      raylet.withoutAuthentication().wireAgent(5001, 1).wireGcs(nobody, 1);
      raylet.awaitStatus("gcs-server at " + nobody + " does not answer (Connection refused");
      raylet.wireGcs(gcs.address(), 2).next(Report.Ready.class);
    }
  }

  @Test
  void it_shows_the_token_it_was_configured_with() throws Exception {
    Guard guard = Guard.closed();
    guard.demand(AuthToken.of("right"));
    try (RememberingGcs gcs = RememberingGcs.behind(guard);
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.order(token("right")).wireAgent(5001, 1).wireGcs(gcs.address(), 1);
      raylet.next(Report.Ready.class);
    }
  }

  @Test
  void a_refused_token_ends_it_without_a_retry() throws Exception {
    Guard guard = Guard.closed();
    guard.demand(AuthToken.of("right"));
    try (RememberingGcs gcs = RememberingGcs.behind(guard);
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.order(token("wrong")).wireAgent(5001, 1).wireGcs(gcs.address(), 1);
      Report.Fail fail = raylet.next(Report.Fail.class);
      assertEquals(ExitCode.REFUSED.code(), fail.code());
      assertEquals(Retry.NO, fail.retry());
      assertTrue(
          fail.message().contains(gcs.address() + " refused this node's token"), fail::message);
      assertEquals(ExitCode.REFUSED.number(), raylet.exitCode());
    }
  }

  @Test
  void a_gcs_that_was_not_told_its_token_yet_is_waited_for() throws Exception {
    Guard guard = Guard.closed();
    try (RememberingGcs gcs = RememberingGcs.behind(guard);
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.order(token("right")).wireAgent(5001, 1).wireGcs(gcs.address(), 1);
      raylet.awaitStatus("gcs-server at " + gcs.address() + " does not answer");
      guard.demand(AuthToken.of("right"));
      raylet.next(Report.Ready.class);
    }
  }

  @Test
  void an_id_that_gcs_counts_as_dead_ends_it_and_another_start_may_help() throws Exception {
    var dead = GcsStatus.newBuilder().setCode(18).setMessage("this node is DEAD").build();
    try (RememberingGcs gcs = RememberingGcs.answering(dead);
        AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.withoutAuthentication().wireAgent(5001, 1).wireGcs(gcs.address(), 1);
      Report.Fail fail = raylet.next(Report.Fail.class);
      assertEquals(Report.Fail.NODE_DEAD, fail.code());
      assertEquals(Retry.YES, fail.retry());
      assertTrue(fail.message().contains("this node is DEAD"), fail::message);
      assertEquals(ExitCode.REFUSED.number(), raylet.exitCode());
      assertTrue(gcs.unregistered().isEmpty());
    }
  }

  @Test
  void a_configuration_of_no_use_ends_it() throws Exception {
    try (AttachedProgram raylet = AttachedProgram.start(RayletMain::run)) {
      raylet.order(new Order.Config(Map.of("auth.mode", "token")));
      assertEquals(ExitCode.USAGE.code(), raylet.next(Report.Fail.class).code());
      assertEquals(ExitCode.USAGE.number(), raylet.exitCode());
    }
  }

  private static Order.Config token(String token) {
    return new Order.Config(Map.of("auth.mode", "token", "auth.token", token));
  }

  /// Refuses connections, and nobody else can get its port meanwhile.
  private static Socket boundButNotListening() throws Exception {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }
}
