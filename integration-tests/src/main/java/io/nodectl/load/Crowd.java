package io.nodectl.load;

import io.grpc.Attributes;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import io.nodectl.rpc.NodeId;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A process that is many nodes, until its standard input ends. It prints `joined` when all of them
/// have registered, and at its end how many streams the GCS has ended.
///
/// Each node listens at an address of its own below 127.0.0.0/8, and has one connection to the GCS.
public final class Crowd {

  private static final int JOINING_AT_ONCE = 16;
  private static final int HOSTS_PER_NET = 250;
  private static final int NETS_PER_PROCESS = 40;
  private static final long MILLION = 1_000_000;

  private Crowd() {}

  /// Is those nodes.
  ///
  /// @param args port of a GCS on loopback; number of this process, from 0 on; nodes; changes per
  ///     second of all of them together
  public static void main(String[] args) {
    int code = 1;
    try {
      run(args);
      code = 0;
    } catch (IOException | CompletionException e) {
      System.err.println("bench: the crowd has failed: " + e);
    } finally {
      // What is left are connections, and threads that would wait for ever.
      Runtime.getRuntime().halt(code);
    }
  }

  private static void run(String[] args) throws IOException {
    // Standard output is for the parent.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    int port = Integer.parseInt(args[0]);
    int process = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    double changes = Double.parseDouble(args[3]);
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    List<String> hosts = IntStream.range(0, count).mapToObj(i -> host(process, i)).toList();
    AtomicInteger lost = new AtomicInteger();
    try (CrowdHost host = CrowdHost.listen(hosts, loop)) {
      List<CrowdNode> nodes = new ArrayList<>();
      for (InetSocketAddress at : host.addresses()) {
        NodeId id = NodeId.random();
        host.serve(id.hex());
        String ip = at.getAddress().getHostAddress();
        nodes.add(
            new CrowdNode(
                channel(port, ip, loop),
                id,
                NodeCard.of(id, ip, at.getPort()),
                lost::incrementAndGet));
      }
      CompletableFuture<Boolean> joined = new CompletableFuture<>();
      CompletableFuture<Boolean> over = inputEnd();
      // Nobody waits any more for those that have not joined by then.
      var _ = over.thenRun(() -> endUnless(joined.isDone()));
      var _ = Flood.of(count, JOINING_AT_ONCE, i -> nodes.get(i).join());
      joined.complete(true);
      System.out.println("joined");
      live(nodes, changes, over);
      System.out.println("lost " + lost.get());
    }
  }

  /// Nobody writes to it: it is the end that counts.
  private static CompletableFuture<Boolean> inputEnd() {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                over.complete(System.in.transferTo(OutputStream.nullOutputStream()) >= 0);
              } catch (IOException e) {
                over.complete(false);
              }
            });
    return over;
  }

  private static void endUnless(boolean joined) {
    if (!joined) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static void live(
      List<CrowdNode> nodes, double changesPerSecond, CompletableFuture<Boolean> over) {
    AtomicInteger next = new AtomicInteger();
    long pause = (long) (MILLION / changesPerSecond);
    try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          timer.scheduleAtFixedRate(
              () -> nodes.get(next.getAndIncrement() % nodes.size()).change(),
              pause,
              pause,
              TimeUnit.MICROSECONDS);
      var _ = over.join();
      timer.shutdownNow();
    }
  }

  private static String host(int process, int number) {
    return "127.%d.%d.%d"
        .formatted(
            1 + process, number / HOSTS_PER_NET % NETS_PER_PROCESS, 1 + number % HOSTS_PER_NET);
  }

  private static ManagedChannel channel(int port, String from, EventLoopGroup loop) {
    return NettyChannelBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .usePlaintext()
        .disableRetry()
        .executor(Runnable::run)
        .eventLoopGroup(loop)
        .channelType(NioSocketChannel.class)
        .localSocketPicker(
            new NettyChannelBuilder.LocalSocketPicker() {
              @Override
              public InetSocketAddress createSocketAddress(
                  SocketAddress to, Attributes attributes) {
                return new InetSocketAddress(from, 0);
              }
            })
        .build();
  }
}
