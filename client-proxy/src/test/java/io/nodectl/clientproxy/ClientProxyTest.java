package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Endpoint;
import io.nodectl.handshake.Order;
import io.nodectl.handshake.Report;
import io.nodectl.messages.ray.ClientPinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
import io.nodectl.messages.ray.DataRequest;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.InitRequest;
import io.nodectl.messages.ray.KVDelRequest;
import io.nodectl.messages.ray.KVExistsRequest;
import io.nodectl.messages.ray.KVGetRequest;
import io.nodectl.messages.ray.KVListRequest;
import io.nodectl.messages.ray.KVPutRequest;
import io.nodectl.messages.ray.LogData;
import io.nodectl.messages.ray.LogSettingsRequest;
import io.nodectl.messages.ray.WaitRequest;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.AuthToken;
import io.nodectl.rpc.Health;
import io.nodectl.rpc.HealthProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ClientProxyTest {

  private static final ByteString KEY = ByteString.copyFromUtf8("key");
  private static final ByteString VALUE = ByteString.copyFromUtf8("value");
  private static final ByteString SPACE = ByteString.copyFromUtf8("space");

  @Test
  void it_serves_as_soon_as_it_is_bound_and_says_what_it_waits_for() throws Exception {
    try (AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().address(), Access.open())) {
      awaitStatus(proxy, "not ready: waiting for gcs-server and runtime-env-agent");
      assertEquals("{}", driver.ask(TypeEnum.PING).getJson());
      assertRefused(
          Code.UNAVAILABLE,
          "not ready: waiting for gcs-server and runtime-env-agent",
          () -> driver.calls().kVGet(KVGetRequest.getDefaultInstance()));
    }
  }

  @Test
  void without_the_agent_everything_that_needs_peers_is_not_ready_and_nothing_hangs()
      throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().address(), Access.open())) {
      proxy.wireGcs(gcs.address(), 1);
      String why = "not ready: waiting for runtime-env-agent";
      awaitStatus(proxy, why);
      for (TypeEnum type :
          List.of(TypeEnum.IS_INITIALIZED, TypeEnum.NODES, TypeEnum.DASHBOARD_URL)) {
        assertRefused(Code.UNAVAILABLE, why, () -> driver.ask(type));
      }
      assertEquals(why, init(driver).getInit().getMsg());

      proxy.wireAgent(5001, 1).next(Report.Ready.class);
      assertEquals("true", driver.ask(TypeEnum.IS_INITIALIZED).getJson());
    }
  }

  @Test
  void without_gcs_it_is_not_ready() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().address(), Access.open())) {
      proxy.wireAgent(5001, 1);
      awaitStatus(proxy, "not ready: waiting for gcs-server");
      assertRefused(
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
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
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
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
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
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
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
        AttachedProxy proxy = AttachedProxy.start()) {
      proxy.order(new Order.Config(Map.of("auth.mode", "token", "auth.token", "right")));
      proxy.wireGcs(gcs.address(), 1).wireAgent(5001, 1);
      Endpoint at = proxy.address();
      proxy.next(Report.Ready.class);
      try (DriverClient driver = DriverClient.of(at, token);
          DriverClient stranger = DriverClient.of(at, Access.open())) {
        assertEquals("true", driver.ask(TypeEnum.IS_INITIALIZED).getJson());
        assertRefused(Code.UNAUTHENTICATED, "", () -> stranger.ask(TypeEnum.PING));
      }
    }
  }

  @Test
  void a_proxy_with_the_wrong_token_says_so_in_a_way_that_no_client_repeats() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.by(AuthToken.of("right")));
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
      assertRefused(
          Code.FAILED_PRECONDITION,
          "gcs-server at " + gcs.address() + " could not be asked: UNAUTHENTICATED",
          () -> driver.ask(TypeEnum.NODES));
    }
  }

  @Test
  void what_is_missing_is_named() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
      assertRefused(
          Code.UNIMPLEMENTED,
          "WaitObject is not supported",
          () -> driver.calls().waitObject(WaitRequest.getDefaultInstance()));
      assertRefused(
          Code.UNIMPLEMENTED,
          "ClusterInfo of type TIMELINE is not supported",
          () -> driver.ask(TypeEnum.TIMELINE));
      assertRefused(
          Code.FAILED_PRECONDITION,
          "UNIMPLEMENTED: runtime environments with packages are not supported",
          () ->
              driver.calls().pinRuntimeEnvURI(ClientPinRuntimeEnvURIRequest.getDefaultInstance()));
    }
  }

  @Test
  void a_session_is_refused_by_an_answer_and_then_by_a_status() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
      var client = new RecordingObserver<DataResponse>();
      driver.data().datapath(client).onNext(initRequest());
      assertEquals(Code.UNIMPLEMENTED, client.end().getCode());
      assertEquals(client.end().getDescription(), client.heard().getFirst().getInit().getMsg());
    }
  }

  @Test
  void a_client_that_comes_back_is_told_not_to() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver = DriverClient.of(ready(proxy, gcs), Access.open())) {
      var headers = new Metadata();
      headers.put(SessionHeaders.RECONNECTING, "True");
      var client = new RecordingObserver<DataResponse>();
      var _ =
          driver
              .data()
              .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
              .datapath(client);
      assertEquals(Code.NOT_FOUND, client.end().getCode());
    }
  }

  @Test
  void the_log_stream_stays_open_and_ends_with_the_client() throws Exception {
    try (AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().address(), Access.open())) {
      awaitStatus(proxy, "not ready");
      var client = new RecordingObserver<LogData>();
      StreamObserver<LogSettingsRequest> stream = driver.logs().logstream(client);
      stream.onNext(LogSettingsRequest.newBuilder().setEnabled(true).setLoglevel(20).build());
      stream.onCompleted();
      assertTrue(client.end().isOk());
      assertEquals(List.of(), client.heard());
    }
  }

  @Test
  void an_open_stream_does_not_hold_up_a_stop() throws Exception {
    try (AttachedProxy proxy = AttachedProxy.start();
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().address(), Access.open())) {
      awaitStatus(proxy, "not ready");
      var client = new RecordingObserver<LogData>();
      driver.logs().logstream(client).onNext(LogSettingsRequest.getDefaultInstance());
      driver.ask(TypeEnum.PING);
      proxy.order(new Order.Stop(Duration.ofHours(1)));
      assertEquals(0, proxy.exitCode());
    }
  }

  @Test
  void health_checks_need_no_token_and_no_peers() throws Exception {
    try (AttachedProxy proxy = AttachedProxy.start()) {
      Endpoint at = proxy.address();
      assertEquals(
          Health.SERVING, HealthProbe.check(at.host(), at.port(), "", Duration.ofSeconds(30)));
    }
  }

  private static Endpoint ready(AttachedProxy proxy, SmallGcs gcs) throws Exception {
    proxy.withoutAuthentication().wireGcs(gcs.address(), 1).wireAgent(5001, 1);
    Endpoint at = proxy.address();
    proxy.next(Report.Ready.class);
    return at;
  }

  private static DataRequest initRequest() {
    return DataRequest.newBuilder().setReqId(1).setInit(InitRequest.getDefaultInstance()).build();
  }

  private static DataResponse init(DriverClient driver) throws Exception {
    var client = new RecordingObserver<DataResponse>();
    driver.data().datapath(client).onNext(initRequest());
    var _ = client.end();
    return client.heard().getFirst();
  }

  private static void awaitStatus(AttachedProxy proxy, String beginning) throws Exception {
    while (!proxy.next(Report.Status.class).text().startsWith(beginning)) {
      // Statuses on the way to it.
    }
  }

  private static void assertRefused(Code code, String words, Executable call) {
    StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call);
    String text = String.valueOf(refusal.getStatus().getDescription());
    assertEquals(code, refusal.getStatus().getCode(), text);
    assertTrue(text.contains(words), text);
  }
}
