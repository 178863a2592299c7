package io.nodectl.load;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc.HealthImplBase;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.nodectl.messages.ray.GetResourceLoadReply;
import io.nodectl.messages.ray.GetResourceLoadRequest;
import io.nodectl.messages.ray.NodeManagerServiceGrpc.NodeManagerServiceImplBase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The raylets of many nodes, each with an address and a socket of its own.
final class CrowdHost implements AutoCloseable {

  private final Set<String> nodes = ConcurrentHashMap.newKeySet();
  private final Server server;

  private CrowdHost(List<String> hosts, EventLoopGroup loop) throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(hosts.getFirst(), 0))
            .channelType(NioServerSocketChannel.class)
            .bossEventLoopGroup(loop)
            .workerEventLoopGroup(loop)
            .executor(Runnable::run)
            .addService(new Health())
            .addService(new NodeManager());
    hosts.stream()
        .skip(1)
        .map(host -> new InetSocketAddress(host, 0))
        .forEach(builder::addListenAddress);
    server = builder.build().start();
  }

  /// Listens at each of these addresses of loopback.
  static CrowdHost listen(List<String> hosts, EventLoopGroup loop) throws IOException {
    return new CrowdHost(hosts, loop);
  }

  /// Where each of them is, with the port that it got.
  List<InetSocketAddress> addresses() {
    return server.getListenSockets().stream().map(CrowdHost::asInet).toList();
  }

  /// From now on the node of that id is well.
  void serve(String nodeHex) {
    nodes.add(nodeHex);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }

  private static InetSocketAddress asInet(SocketAddress address) {
    return (InetSocketAddress) address;
  }

  private final class Health extends HealthImplBase {
    @Override
    public void check(HealthCheckRequest request, StreamObserver<HealthCheckResponse> caller) {
      if (nodes.contains(request.getService())) {
        caller.onNext(
            HealthCheckResponse.newBuilder()
                .setStatus(HealthCheckResponse.ServingStatus.SERVING)
                .build());
        caller.onCompleted();
      } else {
        caller.onError(Status.NOT_FOUND.asRuntimeException());
      }
    }
  }

  private static final class NodeManager extends NodeManagerServiceImplBase {
    @Override
    public void getResourceLoad(
        GetResourceLoadRequest request, StreamObserver<GetResourceLoadReply> caller) {
      caller.onNext(GetResourceLoadReply.getDefaultInstance());
      caller.onCompleted();
    }
  }
}
