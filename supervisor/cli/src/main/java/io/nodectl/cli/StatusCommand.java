package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl status`
final class StatusCommand implements Task {
  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Shows a node: its state, its address, and its components: since when they are in that state,",
        "their ports, how often and why they were restarted, and what went wrong with them last.",
        "Of a node that does not run, it shows how it ended, and exits with 4.");
    Manual.examples(
        spec,
        "nodectl status",
        "nodectl status --name w1",
        "nodectl status --format json | jq -r .address");
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    Optional<ObjectNode> live = chosen.liveStatus();
    ObjectNode status = live.orElseGet(() -> LastStatus.of(chosen.record()));
    if (output.isJson()) {
      OutputOptions.printJson(status, outside.out());
    } else {
      StatusText.lines(status, live.isPresent(), Instant.now()).forEach(outside.out()::println);
    }
    return (live.isPresent() ? ExitCode.DONE : ExitCode.NOTHING_THERE).number();
  }
}
