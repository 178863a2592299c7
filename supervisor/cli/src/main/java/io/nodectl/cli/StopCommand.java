package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl stop`
final class StopCommand implements Task {
  private static final Duration USUAL_GRACE = Duration.ofSeconds(10);

  private final NodeOption node = new NodeOption();

  private final Flag<Boolean> all =
      Flag.of("--all", "All nodes that run here, workers before heads.");

  private final Flag<Duration> grace =
      Flag.of(
          "--grace",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long components may take before they are forced (default: 10).");

  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Stops a node: asks its components to end, in reverse order, and forces what does not.",
        "When it returns, no process, socket or lock of the node is left.");
    Manual.examples(
        spec, "nodectl stop", "nodectl stop --name w1 --grace 30", "nodectl stop --all");
    node.addTo(spec);
    all.addTo(spec);
    grace.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNodes nodes = LocalNodes.of(outside);
    NodeStopper stopper =
        new NodeStopper(grace.value().orElse(USUAL_GRACE), outside.err()::println);
    if (all.isGiven()) {
      return stopAll(nodes, stopper, outside);
    }
    LocalNode chosen = nodes.chooseToStop(node.name());
    ObjectNode last = stopper.stop(chosen);
    tellStopped(chosen.name(), outside);
    if (output.isJson()) {
      OutputOptions.printJson(last, outside.out());
    }
    return ExitCode.DONE.number();
  }

  private int stopAll(LocalNodes nodes, NodeStopper stopper, Outside outside)
      throws ProblemException, InterruptedException {
    if (node.name().isPresent()) {
      throw new InvalidInput("--all and --name both say which nodes: give one of them");
    }
    List<LocalNode> running = new ArrayList<>(nodes.toStop());
    if (running.isEmpty()) {
      throw Words.problem(ExitCode.NOTHING_THERE, "no node runs in " + outside.root().folder());
    }
    running.sort((a, b) -> Boolean.compare(isHead(a), isHead(b)));
    ArrayNode stopped = JsonNodeFactory.instance.arrayNode();
    List<ProblemException> problems = new ArrayList<>();
    for (LocalNode each : running) {
      try {
        stopped.add(stopper.stop(each));
        tellStopped(each.name(), outside);
      } catch (ProblemException e) {
        problems.add(e);
      }
    }
    if (!problems.isEmpty()) {
      throw problems.getFirst();
    }
    if (output.isJson()) {
      OutputOptions.printJson(stopped, outside.out());
    }
    return ExitCode.DONE.number();
  }

  private void tellStopped(String name, Outside outside) {
    if (!output.isJson()) {
      outside.out().println("node '%s' is stopped".formatted(name));
    }
  }

  private static boolean isHead(LocalNode node) {
    return node.record().status().path("head").asBoolean(false);
  }
}
