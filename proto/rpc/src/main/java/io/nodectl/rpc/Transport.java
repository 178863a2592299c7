package io.nodectl.rpc;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What all servers and channels of a process have in common.
///
/// Sized for many small processes on one machine: one event loop ([EventLoops]; NIO, no native
/// library), buffer chunks of 128 KiB in one arena without thread caches (gRPC's own pool takes
/// 2 MiB a chunk; measured: 4 MiB less per idle process, same speed), no leak detector. A message
/// larger than a chunk gets a buffer of its own.
final class Transport {

  /// Largest message in either direction, bytes: that of Ray's own servers.
  static final int MESSAGE_LIMIT = 512 << 20;

  /// They tell, each time with a stack trace, of requests that are too large and of callers who
  /// hang up before they are answered: anybody could fill a log.
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("io.grpc.netty.NettyServerStream"),
          Logger.getLogger("io.grpc.netty.NettyServerHandler"));

  private static final int PAGE_SIZE = 8192;
  private static final int CHUNK_ORDER = 4;

  static {
    // Before the first netty class decides, hence in the class that makes them all: one way of
    // logging, the one gRPC itself uses.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    TALKATIVE.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private static final ByteBufAllocator BUFFERS =
      new PooledByteBufAllocator(true, 1, 1, PAGE_SIZE, CHUNK_ORDER, 0, 0, false);

  /// One virtual thread per task: a handler may block without holding up anybody.
  static final Executor VIRTUAL =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory());

  private Transport() {}

  /// One loop serves thousands of small calls a second; a second one would cost memory in each
  /// process.
  static EventLoopGroup newEventLoop() {
    return new MultiThreadIoEventLoopGroup(
        1, Thread.ofPlatform().name("rpc-io-", 0).daemon().factory(), NioIoHandler.newFactory());
  }

  /// A server to be described further.
  static NettyServerBuilder server(
      InetSocketAddress address, ServerCredentials credentials, EventLoopGroup loops) {
    return NettyServerBuilder.forAddress(address, credentials)
        .channelType(NioServerSocketChannel.class)
        .bossEventLoopGroup(loops)
        .workerEventLoopGroup(loops)
        .withOption(ChannelOption.ALLOCATOR, BUFFERS)
        .withChildOption(ChannelOption.ALLOCATOR, BUFFERS);
  }

  /// A channel to be described further.
  static NettyChannelBuilder channel(
      String host, int port, ChannelCredentials credentials, EventLoopGroup loops) {
    return target(host, port, credentials)
        .channelType(NioSocketChannel.class)
        .eventLoopGroup(loops)
        .withOption(ChannelOption.ALLOCATOR, BUFFERS)
        .maxInboundMessageSize(MESSAGE_LIMIT);
  }

  /// An address goes straight to the socket; only a name needs gRPC's resolver, and the time to
  /// load it.
  private static NettyChannelBuilder target(String host, int port, ChannelCredentials credentials) {
    try {
      return NettyChannelBuilder.forAddress(
          new InetSocketAddress(InetAddress.ofLiteral(host), port), credentials);
    } catch (IllegalArgumentException _) {
      // Not an address, so a name.
      return NettyChannelBuilder.forAddress(host, port, credentials);
    }
  }
}
