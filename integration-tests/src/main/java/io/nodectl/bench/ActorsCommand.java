package io.nodectl.bench;

import io.grpc.ManagedChannel;
import io.nodectl.load.ActorCreations;
import io.nodectl.load.SimulatedNode;
import io.nodectl.rpc.ChannelOptions;
import io.nodectl.rpc.Channels;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `scripts/bench actors`
@Command(
    name = "actors",
    description = {
      "Has a GCS that runs make actors, through a simulated raylet and simulated workers.",
      "It must let callers in without a token: RAY_AUTH_MODE=disabled."
    },
    mixinStandardHelpOptions = true)
final class ActorsCommand implements Callable<Integer> {

  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Option(names = "--address", required = true, description = "HOST:PORT of the GCS")
  private String address = "";

  @Option(
      names = "--actors",
      defaultValue = "5000",
      description = "so many in each run (default: ${DEFAULT-VALUE})")
  private int actors;

  @Option(
      names = "--clients",
      defaultValue = "64",
      description = "so many are being made at any time (default: ${DEFAULT-VALUE})")
  private int clients;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "the first one warms up (default: ${DEFAULT-VALUE})")
  private int runs;

  /// Made by picocli.
  ActorsCommand() {}

  @Override
  public Integer call() throws Exception {
    int colon = address.lastIndexOf(':');
    int port = Integer.parseInt(address.substring(colon + 1));
    ManagedChannel gcs =
        Channels.open(address.substring(0, colon), port, ChannelOptions.plain().with(PATIENCE));
    var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (SimulatedNode node = SimulatedNode.start(anywhere)) {
      node.register(gcs);
      for (int run = 1; run <= runs; run++) {
        double rate = ActorCreations.ofNewJob(gcs, node.worker(), actors).run(clients);
        System.out.printf("run %d: %.0f actors/s%n", run, rate);
      }
    } finally {
      Channels.close(gcs);
    }
    return 0;
  }
}
