package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.nodectl.handshake.Order;
import io.nodectl.messages.ray.ClientPinRuntimeEnvURIRequest;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.LogData;
import io.nodectl.messages.ray.LogSettingsRequest;
import io.nodectl.messages.ray.WaitRequest;
import io.nodectl.rpc.Access;
import io.nodectl.testparent.AttachedProgram;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefusedCallsTest {

  @Test
  void what_is_missing_is_named() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      DriverClient.assertRefused(
          Code.UNIMPLEMENTED,
          "WaitObject is not supported",
          () -> driver.calls().waitObject(WaitRequest.getDefaultInstance()));
      DriverClient.assertRefused(
          Code.UNIMPLEMENTED,
          "ClusterInfo of type TIMELINE is not supported",
          () -> driver.ask(TypeEnum.TIMELINE));
      DriverClient.assertRefused(
          Code.FAILED_PRECONDITION,
          "UNIMPLEMENTED: runtime environments with packages are not supported",
          () ->
              driver.calls().pinRuntimeEnvURI(ClientPinRuntimeEnvURIRequest.getDefaultInstance()));
    }
  }

  @Test
  void a_session_is_refused_by_an_answer_and_then_by_a_status() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
      var client = new RecordingObserver<DataResponse>();
      driver.data().datapath(client).onNext(DriverClient.INIT);
      assertEquals(Code.UNIMPLEMENTED, client.end().getCode());
      assertEquals(client.end().getDescription(), client.heard().getFirst().getInit().getMsg());
    }
  }

  @Test
  void a_client_that_comes_back_is_told_not_to() throws Exception {
    try (SmallGcs gcs = SmallGcs.start(Access.open());
        AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver = DriverClient.of(gcs.behind(proxy), Access.open())) {
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
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().port("client"), Access.open())) {
      proxy.awaitStatus("not ready");
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
    try (AttachedProgram proxy = AttachedProgram.start(ClientProxyMain::run);
        DriverClient driver =
            DriverClient.of(proxy.withoutAuthentication().port("client"), Access.open())) {
      proxy.awaitStatus("not ready");
      var client = new RecordingObserver<LogData>();
      driver.logs().logstream(client).onNext(LogSettingsRequest.getDefaultInstance());
      driver.ask(TypeEnum.PING);
      proxy.order(new Order.Stop(Duration.ofHours(1)));
      assertEquals(0, proxy.exitCode());
    }
  }
}
