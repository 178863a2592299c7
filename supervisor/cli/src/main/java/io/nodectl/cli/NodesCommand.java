package io.nodectl.cli;

import io.nodectl.messages.ray.GcsNodeInfo;
import io.nodectl.messages.ray.GcsNodeInfo.GcsNodeState;
import io.nodectl.messages.ray.GetAllNodeInfoReply;
import io.nodectl.messages.ray.GetAllNodeInfoRequest;
import io.nodectl.messages.ray.NodeInfoGcsServiceGrpc;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl nodes`
final class NodesCommand implements Task {
  private static final List<String> STATES =
      List.of(GcsNodeState.ALIVE.name(), GcsNodeState.DEAD.name());

  private final Flag<String> state =
      Flag.of(
          "--state", Flag.Value.oneOf(STATES), NodesCommand::state, "Only those in that state.");

  private final AskOptions ask = new AskOptions();

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
        "nodectl nodes --state ALIVE --watch 2",
        "nodectl nodes --address 10.0.0.5:6379 --token-file ~/cluster.token",
        "nodectl nodes --format json | jq -r '.[] | select(.is_head) | .ip'");
    state.addTo(spec);
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    return ask.run(
        outside,
        gcs ->
            listing(
                gcs.ask(
                        channel ->
                            NodeInfoGcsServiceGrpc.newBlockingStub(channel)
                                .getAllNodeInfo(GetAllNodeInfoRequest.getDefaultInstance()),
                        GetAllNodeInfoReply::getStatus)
                    .getNodeInfoListList()));
  }

  private Listing listing(List<GcsNodeInfo> all) {
    List<GcsNodeInfo> wanted =
        ClusterNodes.sorted(all).stream()
            .filter(node -> state.value().map(node.getState().name()::equals).orElse(true))
            .toList();
    List<GcsNodeInfo> shown = wanted.stream().limit(ask.limit()).toList();
    return Listing.of(ClusterNodes.asJson(shown), ClusterNodes.asTable(shown), wanted.size());
  }

  private static String state(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (!STATES.contains(upper)) {
      throw new IllegalArgumentException(
          "'%s' is no state: those are ALIVE and DEAD".formatted(word));
    }
    return upper;
  }
}
