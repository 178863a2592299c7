package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `nodectl nodes`
@Command(
    name = "nodes",
    sortOptions = false,
    description = {
      "Lists the nodes of a cluster as its gcs-server knows them, from any host.",
      "Port names: node-manager and object-manager are the raylet's, runtime-env-agent is the",
      "agent's (called http in 'nodectl status'); others are listed once a node has them."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nodectl nodes",
      "  nodectl nodes --address 10.0.0.5:6379 --token-file ~/cluster.token",
      "  nodectl nodes --format json | jq -r '.[] | select(.is_head) | .ip'"
    })
final class NodesCommand implements Task {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long the answer may take (default: 10).")
  private Duration timeout = Duration.ofSeconds(10);

  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    if (timeout.isZero()) {
      throw new InvalidInput("--timeout: the answer takes longer than 0 s");
    }
    ClusterChoice.Cluster chosen = new ClusterChoice(outside).choose(cluster);
    List<GcsNodeInfo> nodes = new GcsClient(outside.environment()).allNodes(chosen, timeout);
    if (output.isJson()) {
      OutputOptions.printJson(ClusterNodes.asJson(nodes), outside.out());
    } else {
      ClusterNodes.asTable(nodes).lines().forEach(outside.out()::println);
    }
    return ExitCode.DONE.number();
  }
}
