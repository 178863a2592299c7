package io.nodectl.bench.gcs;

import io.grpc.ManagedChannel;
import io.nodectl.load.ActorCreations;
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

/// Actors that are made through a simulated raylet, one job of them after the other.
public record ActorsTrial() implements GcsTrial {
  private static final int ACTORS = 5000;
  private static final int AT_ONCE = 64;
  private static final int WARM_JOBS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String word() {
    return "actors";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE, GcsKind.OURS_MEMORY, GcsKind.RAY_MEMORY);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into) throws IOException {
    var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ManagedChannel gcs =
        Channels.open("127.0.0.1", server.port(), ChannelOptions.plain().with(PATIENCE));
    try (SimulatedNode node = SimulatedNode.start(anywhere)) {
      node.register(gcs);
      for (int job = 0; job < WARM_JOBS; job++) {
        var _ = ActorCreations.ofNewJob(gcs, node.worker(), ACTORS).run(AT_ONCE);
      }
      into.add(
          GcsFigure.MAKE_ACTOR,
          server.kind(),
          ActorCreations.ofNewJob(gcs, node.worker(), ACTORS).run(AT_ONCE));
    } catch (BindFailed e) {
      throw new IOException(e);
    } finally {
      Channels.close(gcs);
    }
  }
}
