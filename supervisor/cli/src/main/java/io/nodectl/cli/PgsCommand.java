package io.nodectl.cli;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.GetAllPlacementGroupReply;
import io.nodectl.messages.ray.GetAllPlacementGroupRequest;
import io.nodectl.messages.ray.PlacementGroupInfoGcsServiceGrpc;
import io.nodectl.messages.ray.PlacementGroupTableData;
import io.nodectl.messages.ray.PlacementGroupTableData.PlacementGroupState;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl pgs`
final class PgsCommand implements Task {

  private static final int JOB_ID = 4;

  private static final List<String> STATES =
      Arrays.stream(PlacementGroupState.values())
          .filter(state -> state != PlacementGroupState.UNRECOGNIZED)
          .map(PlacementGroupState::name)
          .toList();

  private final Flag<String> state =
      Flag.of("--state", Flag.Value.oneOf(STATES), PgsCommand::state, "Only those in that state.");

  private final Flag<String> job =
      Flag.of("--job", Flag.Value.called("ID"), "Only those of that job (8 hex digits).");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the placement groups of a cluster as its gcs-server knows them, from any host:"
            + " their",
        "state, where their bundles are, and why those that wait do so.");
    Manual.examples(
        spec,
        "nodectl pgs --state PENDING --watch 2",
        "nodectl pgs --format json | jq -r '.[] | select(.state == \"CREATED\") | .name'");
    List.of(state, job).forEach(flag -> flag.addTo(spec));
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    Optional<ByteString> ofJob = job.value().map(hex -> Ids.read(job.name(), hex, JOB_ID));
    return ask.run(
        outside,
        gcs -> {
          GetAllPlacementGroupReply reply =
              gcs.ask(
                  channel ->
                      PlacementGroupInfoGcsServiceGrpc.newBlockingStub(channel)
                          .getAllPlacementGroup(GetAllPlacementGroupRequest.getDefaultInstance()),
                  GetAllPlacementGroupReply::getStatus);
          List<PlacementGroupTableData> wanted =
              reply.getPlacementGroupTableDataList().stream()
                  .filter(group -> state.value().map(group.getState().name()::equals).orElse(true))
                  .filter(group -> ofJob.map(group.getCreatorJobId()::equals).orElse(true))
                  .toList();
          return ClusterGroups.listing(wanted, ask.limit());
        });
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
