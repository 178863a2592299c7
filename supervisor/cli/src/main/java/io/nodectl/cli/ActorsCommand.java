package io.nodectl.cli;

import io.nodectl.messages.ray.ActorInfoGcsServiceGrpc;
import io.nodectl.messages.ray.ActorTableData.ActorState;
import io.nodectl.messages.ray.GetAllActorInfoReply;
import io.nodectl.messages.ray.GetAllActorInfoRequest;
import io.nodectl.messages.ray.GetAllActorInfoRequest.Filters;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl actors`
final class ActorsCommand implements Task {
  private static final List<String> STATES =
      Arrays.stream(ActorState.values())
          .filter(state -> state != ActorState.UNRECOGNIZED)
          .map(ActorState::name)
          .toList();
  private static final int ACTOR_ID = 16;
  private static final int JOB_ID = 4;

  private final Flag<String> state =
      Flag.of(
          "--state", Flag.Value.oneOf(STATES), ActorsCommand::state, "Only those in that state.");

  private final Flag<String> job =
      Flag.of("--job", Flag.Value.called("ID"), "Only those of that job (8 hex digits).");

  private final Flag<String> id =
      Flag.of("--id", Flag.Value.called("ID"), "Only that actor (32 hex digits).");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the actors of a cluster as its gcs-server knows them, from any host: their state,",
        "where they live, how often they were restarted, and why the dead ones died.");
    Manual.examples(
        spec,
        "nodectl actors --state ALIVE",
        "nodectl actors --job 01000000 --watch 2",
        "nodectl actors --format json | jq -r '.[] | select(.name) | .name'");
    List.of(state, job, id).forEach(flag -> flag.addTo(spec));
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    GetAllActorInfoRequest request =
        GetAllActorInfoRequest.newBuilder()
            .setShowDeadJobs(true)
            // Ray takes 0 for no limit.
            .setLimit(Math.max(1, ask.limit()))
            .setFilters(filters())
            .build();
    return ask.run(
        outside,
        gcs -> {
          GetAllActorInfoReply reply =
              gcs.ask(
                  channel ->
                      ActorInfoGcsServiceGrpc.newBlockingStub(channel).getAllActorInfo(request),
                  GetAllActorInfoReply::getStatus);
          return ClusterActors.listing(
              ask.limit() == 0 ? reply.toBuilder().clearActorTableData().build() : reply);
        });
  }

  private Filters filters() {
    Filters.Builder filters = Filters.newBuilder();
    state.value().ifPresent(word -> filters.setState(ActorState.valueOf(word)));
    job.value().ifPresent(hex -> filters.setJobId(Ids.read(job.name(), hex, JOB_ID)));
    id.value().ifPresent(hex -> filters.setActorId(Ids.read(id.name(), hex, ACTOR_ID)));
    return filters.build();
  }

  private static String state(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (!STATES.contains(upper)) {
      throw new IllegalArgumentException(
          "'%s' is no state: those are %s".formatted(word, String.join(", ", STATES)));
    }
    return upper;
  }
}
