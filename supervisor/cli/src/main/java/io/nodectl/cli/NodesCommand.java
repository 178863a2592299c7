package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl nodes`
final class NodesCommand implements Task {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);

  private final ClusterOptions cluster = new ClusterOptions();

  private final Flag<Duration> timeout =
      Flag.of(
          "--timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long the answer may take (default: 10).");

  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the nodes of a cluster as its gcs-server knows them, from any host.",
        "Port names: node-manager and object-manager are the raylet's, runtime-env-agent is the",
        "agent's (called http in 'nodectl status'); others are listed once a node has them.");
    Manual.examples(
        spec,
        "nodectl nodes",
        "nodectl nodes --address 10.0.0.5:6379 --token-file ~/cluster.token",
        "nodectl nodes --format json | jq -r '.[] | select(.is_head) | .ip'");
    cluster.addTo(spec);
    timeout.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    Duration limit = timeout.value().orElse(USUAL_LIMIT);
    if (limit.isZero()) {
      throw new InvalidInput("--timeout: the answer takes longer than 0 s");
    }
    ClusterChoice.Cluster chosen = new ClusterChoice(outside).choose(cluster);
    List<GcsNodeInfo> nodes = new GcsClient(outside.environment()).allNodes(chosen, limit);
    if (output.isJson()) {
      OutputOptions.printJson(ClusterNodes.asJson(nodes), outside.out());
    } else {
      ClusterNodes.asTable(nodes).lines().forEach(outside.out()::println);
    }
    return ExitCode.DONE.number();
  }
}
