package io.nodectl.cli;

import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl workers`
final class WorkersCommand implements Task {
  private static final List<String> STATES =
      List.of("PENDING", "STARTING", "READY", "UNHEALTHY", "STOPPING", "EXITED", "FAILED");

  private final Flag<Boolean> all = Flag.of("--all", "Those too that have ended.");

  private final Flag<WorkerState> state =
      Flag.of(
          "--state", Flag.Value.oneOf(STATES), WorkersCommand::state, "Only those in that state.");

  private final Flag<String> node =
      Flag.of(
          "--node",
          Flag.Value.called("NODE"),
          "Only those of that node: its id, the beginning of it, or its name.");

  private final Flag<String> name =
      Flag.of("--worker-name", Flag.Value.called("TEXT"), "Only those that are called so.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the programs that the nodes of a cluster run, the newest first. A node that does",
        "not answer is named on standard error.");
    Manual.examples(
        spec,
        "nodectl workers",
        "nodectl workers --all --state FAILED",
        "nodectl workers --node 1f0c --watch 2",
        "nodectl workers --format json | jq -r '.workers[].ports.main'");
    List.of(all, state, node, name).forEach(flag -> flag.addTo(spec));
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    return ask.run(outside, this::listing);
  }

  private Listing listing(GcsLink gcs) throws ProblemException, InterruptedException {
    ClusterRaylets raylets = ClusterRaylets.of(gcs);
    List<Raylet> asked =
        node.value().isPresent() ? List.of(raylets.named(node.value().get())) : raylets.all();
    ListRequest.Builder request = ListRequest.newBuilder().setWithMemory(true);
    state.value().ifPresent(request::addStates);
    name.value().ifPresent(request::setName);
    EveryRaylet.Answers<ListReply> answers =
        new EveryRaylet(gcs)
            .ask(asked, channel -> WorkersGrpc.newBlockingStub(channel).list(request.build()));
    return new ClusterWorkers(ask.limit(), Instant.now()).listing(answers, this::isWanted);
  }

  private boolean isWanted(WorkerInfo worker) {
    return all.isGiven() || state.isGiven() || !WorkerText.isOver(worker);
  }

  private static WorkerState state(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (!STATES.contains(upper)) {
      throw new IllegalArgumentException(
          "'%s' is no state: those are %s".formatted(word, String.join(", ", STATES)));
    }
    return WorkerState.valueOf(upper);
  }
}
