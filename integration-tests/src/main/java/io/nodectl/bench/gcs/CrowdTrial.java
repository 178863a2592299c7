package io.nodectl.bench.gcs;

import io.grpc.ManagedChannel;
import io.nodectl.machine.Proc;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A crowd of nodes that register, are asked how they are over sockets of their own, and tell and
/// hear what they have; all of them must be alive all the time.
///
/// @param nodes two sockets of gcs-server for each of them
/// @param minutes after all of them have joined
/// @param changesPerSecond of what nodes have, each of which all others hear of
public record CrowdTrial(int nodes, double minutes, double changesPerSecond) implements GcsTrial {
  private static final int PROCESSES = 4;
  private static final int LOOK_EVERY_SECONDS = 10;
  private static final int SECONDS_PER_MINUTE = 60;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String word() {
    return "crowd";
  }

  @Override
  public Set<GcsKind> kinds() {
    return EnumSet.of(GcsKind.OURS_SQLITE);
  }

  @Override
  public void measure(GcsProcess server, GcsMeasurements into)
      throws IOException, InterruptedException {
    List<CrowdProcess> crowds = new ArrayList<>();
    try {
      long begun = System.nanoTime();
      for (int i = 0; i < PROCESSES; i++) {
        int share = (nodes + i) / PROCESSES;
        crowds.add(CrowdProcess.start(server.port(), i, share, changesPerSecond / PROCESSES));
      }
      for (CrowdProcess crowd : crowds) {
        crowd.awaitJoined();
      }
      into.add(GcsFigure.CROWD_JOINS, server.kind(), secondsSince(begun));
      live(server, into);
      int lost = 0;
      for (CrowdProcess crowd : crowds) {
        lost += crowd.end();
      }
      into.add(GcsFigure.CROWD_STREAMS, server.kind(), lost);
    } finally {
      crowds.forEach(CrowdProcess::close);
    }
  }

  private void live(GcsProcess server, GcsMeasurements into) throws InterruptedException {
    double mostDead = 0;
    double mostMemory = 0;
    long begun = System.nanoTime();
    double cpuBefore = process(server).cpuSeconds();
    double cpuAtLastLook = cpuBefore;
    ManagedChannel gcs =
        Channels.open("127.0.0.1", server.port(), ChannelOptions.plain().with(PATIENCE));
    try {
      while (secondsSince(begun) < minutes * SECONDS_PER_MINUTE) {
        // Nobody counts it down: this is nothing but time.
        boolean _ = new CountDownLatch(1).await(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        mostDead = Math.max(mostDead, (double) (nodes - living(gcs)));
        mostMemory = Math.max(mostMemory, process(server).megabytes());
        double cpu = process(server).cpuSeconds();
        System.err.printf(
            Locale.ROOT,
            "bench: %.0f s, %.0f nodes missing, %.0f MB, %.2f cores%n",
            secondsSince(begun),
            mostDead,
            mostMemory,
            (cpu - cpuAtLastLook) / LOOK_EVERY_SECONDS);
        cpuAtLastLook = cpu;
      }
      into.add(GcsFigure.CROWD_DEAD, server.kind(), mostDead);
      into.add(GcsFigure.CROWD_MEMORY, server.kind(), mostMemory);
      into.add(
          GcsFigure.CROWD_CPU, server.kind(), (cpuAtLastLook - cpuBefore) / secondsSince(begun));
    } finally {
      Channels.close(gcs);
    }
  }

  private static long living(ManagedChannel gcs) {
    return NodeInfoGcsServiceGrpc.newBlockingStub(gcs)
        .getAllNodeInfo(
            GetAllNodeInfoRequest.newBuilder()
                .setStateFilter(GcsNodeInfo.GcsNodeState.ALIVE)
                .build())
        .getNodeInfoListCount();
  }

  private static Proc process(GcsProcess server) {
    return Proc.all(process -> process.pid() == server.pid()).getFirst();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
