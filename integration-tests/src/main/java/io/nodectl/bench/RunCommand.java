package io.nodectl.bench;

import io.nodectl.bench.run.NodeUnderLoad;
import io.nodectl.bench.run.RunFigure;
import io.nodectl.bench.run.RunTrials;
import io.nodectl.rpc.AuthToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/// `scripts/bench run`
@Command(
    name = "run",
    description = {
      "Measures programs on a node beside their plain start, over the raylet's own service.",
      "Each row is the median of the runs. Exits with 1 if what must be reached is not."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Bench bench;

  @Option(
      names = "--runs",
      defaultValue = "11",
      description = "launches of a single program (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--crowds",
      defaultValue = "3",
      description = "launches of many at once (default: ${DEFAULT-VALUE})")
  private int crowds;

  /// Made by picocli.
  RunCommand() {}

  @Override
  public Integer call() throws Exception {
    try (Nodectl ours = Nodectl.of(Objects.requireNonNull(bench).nodectl())) {
      var _ = ours.startHead();
      JsonNode status = ours.statusOfHead();
      List<RunFigure> figures = new ArrayList<>();
      try (NodeUnderLoad node = new NodeUnderLoad(port(status), token(status))) {
        RunTrials trials = new RunTrials(node, component(status).path("pid").asLong());
        trials.warmUp();
        figures.add(trials.overhead(runs));
        figures.add(trials.environment(runs));
        figures.add(trials.crowd(crowds));
        figures.addAll(trials.idle());
      }
      var _ = ours.stop();
      figures.forEach(System.out::println);
      return figures.stream().allMatch(RunFigure::isReached) ? 0 : 1;
    }
  }

  private static JsonNode component(JsonNode status) {
    return status
        .path("components")
        .valueStream()
        .filter(component -> component.path("name").asString().equals("raylet"))
        .findFirst()
        .orElseThrow();
  }

  private static int port(JsonNode status) {
    return component(status).path("ports").path("node-manager").asInt();
  }

  private static AuthToken token(JsonNode status) throws java.io.IOException {
    return AuthToken.of(
        Files.readString(Path.of(status.path("auth").path("token_path").asString())).strip());
  }
}
