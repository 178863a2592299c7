package io.nodectl.cli;

import io.nodectl.messages.ray.autoscaler.AutoscalerStateServiceGrpc;
import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.ray.autoscaler.GetClusterResourceStateRequest;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl resources`
final class ResourcesCommand implements Task {

  private final Flag<Boolean> all =
      Flag.of("--all", "Dead nodes too, and what placement groups have reserved, by its name.");

  private final Flag<Boolean> pending =
      Flag.of("--pending", "Only what waits for resources, each with its reason.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Shows what the nodes of a cluster have, how much of it is used, and what waits for more,",
        "from any host. A node of our own has its resources, but takes no tasks yet.");
    Manual.examples(
        spec,
        "nodectl resources",
        "nodectl resources --watch 2",
        "nodectl resources --pending",
        "nodectl resources --format json | jq '.nodes[].available.CPU'");
    List.of(all, pending).forEach(flag -> flag.addTo(spec));
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    return ask.run(
        outside,
        gcs -> {
          ClusterResourceState state =
              gcs.answer(
                      channel ->
                          AutoscalerStateServiceGrpc.newBlockingStub(channel)
                              .getClusterResourceState(
                                  GetClusterResourceStateRequest.getDefaultInstance()))
                  .getClusterResourceState();
          if (pending.isGiven()) {
            return new PendingWorkers(gcs, ask.limit()).listing(state);
          }
          return new ClusterResources(all.isGiven(), ask.limit()).listing(state);
        });
  }
}
