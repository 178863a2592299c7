package io.nodectl.rpc;

import io.grpc.ManagedChannel;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc.NodeInfoGcsServiceBlockingStub;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A channel to a server of the same test.
final class Loopback implements AutoCloseable {

  /// No assertion waits longer than this, ms: it is for a hang, not for speed.
  static final int HANG_MS = 30_000;

  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final ManagedChannel channel;

  private Loopback(ManagedChannel channel) {
    this.channel = channel;
  }

  static Loopback to(RpcServer server, ChannelOptions options) {
    return to(server.address().getPort(), options);
  }

  static Loopback to(int port, ChannelOptions options) {
    return new Loopback(Channels.open("127.0.0.1", port, options));
  }

  /// A guard for servers of tests that are not about guards.
  static Guard open() {
    Guard guard = Guard.closed();
    guard.letAllIn();
    return guard;
  }

  ManagedChannel channel() {
    return channel;
  }

  NodeInfoGcsServiceBlockingStub nodes() {
    return NodeInfoGcsServiceGrpc.newBlockingStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
