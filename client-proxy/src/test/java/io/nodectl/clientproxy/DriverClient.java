package io.nodectl.clientproxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.ClusterInfoRequest;
import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
import io.nodectl.messages.ray.DataRequest;
import io.nodectl.messages.ray.DataResponse;
import io.nodectl.messages.ray.InitRequest;
import io.nodectl.messages.ray.RayletDataStreamerGrpc;
import io.nodectl.messages.ray.RayletDataStreamerGrpc.RayletDataStreamerStub;
import io.nodectl.messages.ray.RayletDriverGrpc;
import io.nodectl.messages.ray.RayletDriverGrpc.RayletDriverBlockingStub;
import io.nodectl.messages.ray.RayletLogStreamerGrpc;
import io.nodectl.messages.ray.RayletLogStreamerGrpc.RayletLogStreamerStub;
import io.nodectl.rpc.Access;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.ChannelOptions.Retries;
import io.nodectl.rpc.Channels;
import org.junit.jupiter.api.function.Executable;

/// A driver that calls the proxy and tries nothing twice.
record DriverClient(ManagedChannel channel) implements AutoCloseable {

  static final DataRequest INIT =
      DataRequest.newBuilder().setReqId(1).setInit(InitRequest.getDefaultInstance()).build();

  static DriverClient of(Endpoint proxy, Access access) {
    ChannelOptions options = access.on(ChannelOptions.plain().with(Retries.NONE));
    return new DriverClient(Channels.open(proxy.host(), proxy.port(), options));
  }

  RayletDriverBlockingStub calls() {
    return RayletDriverGrpc.newBlockingStub(channel);
  }

  RayletDataStreamerStub data() {
    return RayletDataStreamerGrpc.newStub(channel);
  }

  RayletLogStreamerStub logs() {
    return RayletLogStreamerGrpc.newStub(channel);
  }

  ClusterInfoResponse ask(TypeEnum type) {
    return calls().clusterInfo(ClusterInfoRequest.newBuilder().setType(type).build());
  }

  /// Asks for a session and waits until its stream has ended.
  ///
  /// @return the answer before that
  DataResponse init() throws Exception {
    var client = new RecordingObserver<DataResponse>();
    data().datapath(client).onNext(INIT);
    var _ = client.end();
    return client.heard().getFirst();
  }

  static void assertRefused(Code code, String words, Executable call) {
    StatusRuntimeException refusal = assertThrows(StatusRuntimeException.class, call);
    String text = String.valueOf(refusal.getStatus().getDescription());
    assertEquals(code, refusal.getStatus().getCode(), text);
    assertTrue(text.contains(words), text);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
