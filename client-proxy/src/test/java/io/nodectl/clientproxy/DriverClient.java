package io.nodectl.clientproxy;

import io.grpc.ManagedChannel;
import io.nodectl.handshake.Endpoint;
import io.nodectl.messages.ray.ClusterInfoRequest;
import io.nodectl.messages.ray.ClusterInfoResponse;
import io.nodectl.messages.ray.ClusterInfoType.TypeEnum;
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

/// A driver that calls the proxy and tries nothing twice.
record DriverClient(ManagedChannel channel) implements AutoCloseable {

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

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
