package io.nodectl.cli;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.Placement;
import io.nodectl.messages.raylet.Strategy;
import io.nodectl.program.Flag;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// What a program takes of the cluster, and where it may run.
final class PlacementOptions {
  private static final List<String> STRATEGIES = List.of("pack", "spread");

  private final Flag<Long> cpus =
      Flag.of(
          "--num-cpus",
          Flag.Value.called("N"),
          Amounts::read,
          "How many processors it takes, such as 2 or 0.5 (default: 0).");

  private final Flag<Long> gpus =
      Flag.of(
          "--num-gpus",
          Flag.Value.called("N"),
          Amounts::read,
          "How many GPUs it takes: whole ones, or a part of one (default: 0).",
          "CUDA_VISIBLE_DEVICES and its like tell it which it got.");

  private final Flag<Long> memory =
      Flag.of(
          "--memory",
          Flag.Value.called("SIZE"),
          Amounts::bytes,
          "How much memory it takes, such as 512M or 2G (default: 0).");

  private final Flag<String> resources =
      Flag.of(
          "--resources",
          Flag.Value.called("JSON"),
          "What else it takes, such as '{\"special\": 1}'.");

  private final Flag<Map<String, String>> labels =
      Flag.of(
          "--label-selector",
          Flag.Value.called("LABELS"),
          LabelSelector::read,
          "What is demanded of a node's labels: zone=eu,market=!spot,a=in(b,c).");

  private final Flag<String> node =
      Flag.of(
          "--node",
          Flag.Value.called("NODE"),
          "Only on that node: its id, the beginning of it, or its name.");

  private final Flag<Strategy> strategy =
      Flag.of(
          "--strategy",
          Flag.Value.oneOf(STRATEGIES),
          PlacementOptions::strategy,
          "pack: on the node that is asked, else on the fullest that will do;",
          "spread: on the one that has most left (default: pack).");

  private final Flag<Boolean> patient =
      Flag.of("--wait", "Wait also if no node of the cluster could ever run it as it is now.");

  void addTo(CommandSpec spec) {
    List.of(cpus, gpus, memory, resources, labels, node, strategy, patient)
        .forEach(flag -> flag.addTo(spec));
  }

  /// The node that is demanded.
  Optional<String> node() {
    return node.value();
  }

  /// Puts what was asked for into a request, the node excepted.
  void fill(LaunchRequest.Builder request) {
    cpus.value().ifPresent(amount -> request.putResources(Amounts.CPU, amount));
    gpus.value().ifPresent(amount -> request.putResources(Amounts.GPU, amount));
    memory.value().ifPresent(amount -> request.putResources(Amounts.MEMORY, amount));
    resources
        .value()
        .ifPresent(json -> request.putAllResources(Amounts.custom(resources.name(), json)));
    request.setPlacement(
        Placement.newBuilder()
            .setStrategy(strategy.value().orElse(Strategy.PACK))
            .putAllLabels(labels.value().orElse(Map.of()))
            .setWaitIfInfeasible(patient.isGiven()));
  }

  private static Strategy strategy(String word) {
    if (!STRATEGIES.contains(word.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "'%s' is no strategy: those are %s".formatted(word, String.join(", ", STRATEGIES)));
    }
    return Strategy.valueOf(word.toUpperCase(Locale.ROOT));
  }
}
