package io.nodectl.cli;

import io.nodectl.node.InvalidInput;
import io.nodectl.program.Flag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What a node gives away to those who run programs on it.
final class ResourceOptions {
  private static final Pattern LABELS = Pattern.compile("[^=,]+=[^=,]*(,[^=,]+=[^=,]*)*");

  private final Flag<Long> cpus =
      Flag.of(
          "--num-cpus",
          Flag.Value.called("N"),
          Amounts::read,
          "Processors that programs may take (default: those of the machine).");

  private final Flag<Long> gpus =
      Flag.of(
          "--num-gpus",
          Flag.Value.called("N"),
          Amounts::whole,
          "GPUs that programs may take (default: those with a file in /dev).");

  private final Flag<Long> memory =
      Flag.of(
          "--memory",
          Flag.Value.called("BYTES"),
          Amounts::bytes,
          "Memory that programs may take, such as 8G (default: the machine's).");

  private final Flag<String> others =
      Flag.of(
          "--resources",
          Flag.Value.called("JSON"),
          "Whatever else can be counted, such as {\"licence\": 2}.");

  private final Flag<String> labels =
      Flag.of(
          "--labels",
          Flag.Value.called("KEY=VALUE,..."),
          ResourceOptions::checkedLabels,
          "What is said of the node, for those who choose among nodes.");

  List<Flag<?>> flags() {
    return List.of(cpus, gpus, memory, others, labels);
  }

  /// What the raylet is to be told, by flag name without dashes.
  ///
  /// @throws InvalidInput if a value cannot be right
  Map<String, String> forRaylet() {
    Map<String, String> told = new HashMap<>();
    cpus.value().ifPresent(amount -> told.put(key(cpus), Amounts.text(amount)));
    gpus.value().ifPresent(amount -> told.put(key(gpus), Amounts.text(amount)));
    memory.value().ifPresent(amount -> told.put(key(memory), Amounts.text(amount)));
    others
        .value()
        .ifPresent(
            json -> {
              var _ = Amounts.custom(others.name(), json);
              told.put(key(others), json);
            });
    labels.value().ifPresent(text -> told.put(key(labels), text));
    return told;
  }

  /// @throws InvalidInput if one of them is given: another launch plan has them in its file
  void refuse() {
    for (Flag<?> flag : flags()) {
      if (flag.isGiven()) {
        throw new InvalidInput(
            flag.name() + " is for nodectl's own plan; this plan has its arguments in the file");
      }
    }
  }

  private static String key(Flag<?> flag) {
    return flag.name().substring(2);
  }

  private static String checkedLabels(String text) {
    if (!LABELS.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not KEY=VALUE, or several of these with commas between".formatted(text));
    }
    return text;
  }
}
