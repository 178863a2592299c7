package io.nodectl.bench.gcs;

import io.grpc.ManagedChannel;
import io.nodectl.load.ActorCreations;
import io.nodectl.load.NodeRegistrations;
import io.nodectl.load.SimulatedNode;
import io.nodectl.rpc.BindFailed;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// A server that keeps much, is killed, and is started again: the time until it answers.
public record RestartTrial() implements GcsTrial {
  private static final int ROWS = 100_000;
  private static final int ROW_BYTES = 500;
  private static final int NODES = 2_000;
  private static final int ACTORS = 10_000;
  private static final int AT_ONCE = 64;
  private static final int TIMES = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String word() {
    return "restart";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE, GcsKind.OURS_REDIS);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into)
      throws IOException, InterruptedException {
    var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ManagedChannel gcs =
        Channels.open("127.0.0.1", server.port(), ChannelOptions.plain().with(PATIENCE));
    try (KvLoad load = new KvLoad(server.port(), AT_ONCE, ROW_BYTES);
        NodeRegistrations nodes = new NodeRegistrations(server.port());
        SimulatedNode node = SimulatedNode.start(anywhere)) {
      load.fill(ROWS);
      node.register(gcs);
      var _ = ActorCreations.ofNewJob(gcs, node.worker(), ACTORS).run(AT_ONCE);
      var _ = nodes.register(NODES - 1);
      for (int time = 0; time < TIMES; time++) {
        server.kill();
        Duration took = server.startAgain();
        into.add(GcsFigure.RESTART, server.kind(), took.toNanos() / 1e9);
      }
    } catch (BindFailed e) {
      throw new IOException(e);
    } finally {
      Channels.close(gcs);
    }
  }
}
