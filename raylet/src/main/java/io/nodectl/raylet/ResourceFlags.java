package io.nodectl.raylet;

import io.nodectl.program.Flag;
import io.nodectl.raylet.resources.FixedPoint;
import io.nodectl.raylet.resources.ResourceText;
import io.nodectl.raylet.resources.ResourceWishes;
import java.util.List;
import java.util.Map;

/// What the command line says of the node's resources.
final class ResourceFlags {
  private static final int MOST_GPUS = 1024;

  private final Flag<Long> cpus =
      Flag.of(
          "--num-cpus",
          Flag.Value.called("N"),
          text -> FixedPoint.parse(text, "--num-cpus"),
          "How many processors may be given away (default: those that it may use).");
  private final Flag<Integer> gpus =
      Flag.of(
          "--num-gpus",
          Flag.Value.called("N"),
          ResourceFlags::wholeGpus,
          "How many GPUs may be given away (default: those with a file in /dev).");
  private final Flag<Long> memory =
      Flag.of(
          "--memory",
          Flag.Value.called("BYTES"),
          text -> FixedPoint.parse(text, "--memory") / FixedPoint.ONE,
          "How much memory may be given away (default: all that it may use).");
  private final Flag<Map<String, Long>> others =
      Flag.of(
          "--resources",
          Flag.Value.called("JSON"),
          ResourceText::resources,
          "Further resources, such as {\"licence\": 2}.");
  private final Flag<Map<String, String>> labels =
      Flag.of(
          "--labels",
          Flag.Value.called("KEY=VALUE,..."),
          ResourceText::labels,
          "What is said of this node, for those who choose among nodes.");

  List<Flag<?>> flags() {
    return List.of(cpus, gpus, memory, others, labels);
  }

  ResourceWishes wishes() {
    return new ResourceWishes(
        cpus.value(),
        gpus.value(),
        memory.value(),
        others.value().orElse(Map.of()),
        labels.value().orElse(Map.of()));
  }

  private static Integer wholeGpus(String text) {
    long units = FixedPoint.parse(text, "--num-gpus");
    if (units % FixedPoint.ONE != 0 || units > FixedPoint.of(MOST_GPUS)) {
      throw new IllegalArgumentException(
          "--num-gpus: %s is no whole number up to %d".formatted(text, MOST_GPUS));
    }
    return (int) (units / FixedPoint.ONE);
  }
}
