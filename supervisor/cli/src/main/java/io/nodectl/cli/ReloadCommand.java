package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ControlClient;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `nodectl reload`
final class ReloadCommand implements Task {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Has a node that runs read its token file anew and open its logs anew.",
        "It says what of that had an effect, and what only a restart of the node can change.");
    Manual.examples(spec, "nodectl reload", "nodectl reload --name w1");
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    Optional<ArrayNode> outcomes = chosen.ask(PATIENCE, ControlClient::reload);
    if (outcomes.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE, "node '%s' does not run".formatted(chosen.name()));
    }
    if (output.isJson()) {
      OutputOptions.printJson(outcomes.get(), outside.out());
    } else {
      for (JsonNode each : outcomes.get()) {
        outside
            .out()
            .println(
                "%s %s: %s"
                    .formatted(
                        each.path("what").asString(""),
                        each.path("effect").asString("").replace('-', ' '),
                        each.path("text").asString("")));
      }
    }
    return ExitCode.DONE.number();
  }
}
