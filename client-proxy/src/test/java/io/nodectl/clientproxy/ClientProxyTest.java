package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import io.grpc.Status.Code;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Report;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
import io.nodectl.messages.ray.KVDelRequest;
import io.nodectl.messages.ray.KVExistsRequest;
import io.nodectl.messages.ray.KVGetRequest;
import io.nodectl.messages.ray.KVListRequest;
import io.nodectl.messages.ray.KVPutRequest;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import io.nodectl.testparent.AttachedProgram;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientProxyTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");
  private static final ByteString VALUE = ByteString.copyFromUtf8("value");
  private static final ByteString SPACE = ByteString.copyFromUtf8("space");

  @Test
  void it_serves_as_soon_as_it_is_bound_and_says_what_it_waits_for() throws Exception {
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().port("client"), Access.open())) {
      proxy.awaitStatus("not ready: waiting for gcs-server and runtime-env-agent");
      assertEquals("{}", driver.ask(TypeEnum.PING).getJson());
      DriverClient.assertRefused(
          Code.UNAVAILABLE,
          "not ready: waiting for gcs-server and runtime-env-agent",
          () -> driver.calls().kVGet(KVGetRequest.getDefaultInstance()));
    }
  }

  @Test
  void without_the_agent_everything_that_needs_peers_is_not_ready_and_nothing_hangs()
      throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().port("client"), Access.open())) {
      proxy.wireGcs(gcs.address(), 1);
      String why = "not ready: waiting for runtime-env-agent";
      proxy.awaitStatus(why);
      for (TypeEnum type :
          List.of(TypeEnum.IS_INITIALIZED, TypeEnum.NODES, TypeEnum.DASHBOARD_URL)) {
        DriverClient.assertRefused(Code.UNAVAILABLE, why, () -> driver.ask(type));
      }
      assertEquals(why, driver.init().getInit().getMsg());

      proxy.wireAgent(5001, 1).next(Report.Ready.class);
      assertEquals("true", driver.ask(TypeEnum.IS_INITIALIZED).getJson());
    }
  }

  @Test
  void without_gcs_it_is_not_ready() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().port("client"), Access.open())) {
      proxy.wireAgent(5001, 1);
      proxy.awaitStatus("not ready: waiting for gcs-server");
      DriverClient.assertRefused(
          Code.UNAVAILABLE,
          "not ready: waiting for gcs-server",
          () -> driver.ask(TypeEnum.IS_INITIALIZED));

      proxy.wireGcs(gcs.address(), 1).next(Report.Ready.class);
      assertEquals("true", driver.ask(TypeEnum.IS_INITIALIZED).getJson());
    }
  }

  @Test
  void values_make_the_round_trip_through_gcs() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      var calls = driver.calls();
      KVPutRequest put = KVPutRequest.newBuilder().setKey(KEY).setValue(VALUE).build();
      assertEquals(false, calls.kVPut(put).getAlreadyExists());
      assertEquals(
          true, calls.kVPut(put.toBuilder().setOverwrite(true).build()).getAlreadyExists());
      assertEquals(VALUE, calls.kVGet(KVGetRequest.newBuilder().setKey(KEY).build()).getValue());
      assertEquals(
          true, calls.kVExists(KVExistsRequest.newBuilder().setKey(KEY).build()).getExists());
      assertEquals(
          List.of(KEY),
          calls
              .kVList(KVListRequest.newBuilder().setPrefix(KEY.substring(0, 1)).build())
              .getKeysList());
      assertEquals(1, calls.kVDel(KVDelRequest.newBuilder().setKey(KEY).build()).getDeletedNum());
      assertEquals(false, calls.kVGet(KVGetRequest.newBuilder().setKey(KEY).build()).hasValue());
    }
  }

  @Test
  void namespaces_are_kept_apart() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      var put = KVPutRequest.newBuilder().setKey(KEY).setValue(VALUE).setNamespace(SPACE);
      driver.calls().kVPut(put.build());
      var get = KVGetRequest.newBuilder().setKey(KEY);
      assertEquals(false, driver.calls().kVGet(get.build()).hasValue());
      assertEquals(VALUE, driver.calls().kVGet(get.setNamespace(SPACE).build()).getValue());
    }
  }

  @Test
  void a_rewired_gcs_replaces_the_one_before_without_a_failed_call() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        SmallGcs moved = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      driver.calls().kVPut(KVPutRequest.newBuilder().setKey(KEY).setValue(VALUE).build());
      proxy.wireGcs(moved.address(), 2);
      KVGetRequest get = KVGetRequest.newBuilder().setKey(KEY).build();
      while (driver.calls().kVGet(get).hasValue()) {
        // The order is still on its way to the proxy.
      }
    }
  }

  @Test
  void clients_and_gcs_are_spoken_to_with_the_token() throws Exception {
    Access token = Access.by(AuthToken.of("right"));
    try (SmallGcs gcs = SmallGcs.start(token);
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run)) {
      proxy.order(new Order.Config(Map.of("auth.mode", "token", "auth.token", "right")));
      proxy.wireGcs(gcs.address(), 1).wireAgent(5001, 1);
      Endpoint at = proxy.port("client");
      proxy.next(Report.Ready.class);
      try (DriverClient driver = DriverClient.of(at, token);
          DriverClient stranger = DriverClient.of(at, Access.open())) {
        assertEquals("true", driver.ask(TypeEnum.IS_INITIALIZED).getJson());
        DriverClient.assertRefused(Code.UNAUTHENTICATED, "", () -> stranger.ask(TypeEnum.PING));
      }
    }
  }

  @Test
  void a_proxy_with_the_wrong_token_says_so_in_a_way_that_no_client_repeats() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.by(AuthToken.of("right")));
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      DriverClient.assertRefused(
          Code.FAILED_PRECONDITION,
          "gcs-server at " + gcs.address() + " could not be asked: UNAUTHENTICATED",
          () -> driver.ask(TypeEnum.NODES));
    }
  }

  @Test
  void health_checks_need_no_token_and_no_peers() throws Exception {
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run)) {
      Endpoint at = proxy.port("client");
      assertEquals(
          Health.SERVING, HealthProbe.check(at.host(), at.port(), "", Duration.ofSeconds(30)));
    }
  }
}
