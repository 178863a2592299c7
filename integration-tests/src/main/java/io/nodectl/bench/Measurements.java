package io.nodectl.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects the samples of all runs.
final class Measurements {
  private final Map<Contender.Side, Map<Figure, List<Double>>> samples =
      new EnumMap<>(Contender.Side.class);
  private final Map<Contender.Side, Map<String, List<Double>>> processes =
      new EnumMap<>(Contender.Side.class);

  void add(Contender.Side side, Figure figure, double value) {
    samples
        .computeIfAbsent(side, _ -> new EnumMap<>(Figure.class))
        .computeIfAbsent(figure, _ -> new ArrayList<>())
        .add(value);
  }

  /// Adds the memory of a head, process by process.
  ///
  /// @param megabytes PSS by the name of a process
  void addMemory(Contender.Side side, Map<String, Double> megabytes) {
    add(side, Figure.MEMORY, megabytes.values().stream().mapToDouble(Double::doubleValue).sum());
    Map<String, List<Double>> ofSide = processes.computeIfAbsent(side, _ -> new LinkedHashMap<>());
    megabytes.forEach(
        (name, value) -> ofSide.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
  }

  Optional<Samples> of(Contender.Side side, Figure figure) {
    return Optional.ofNullable(samples.getOrDefault(side, Map.of()).get(figure)).map(Samples::new);
  }

  /// PSS in MB by the name of a process.
  Map<String, Samples> processes(Contender.Side side) {
    Map<String, Samples> all = new LinkedHashMap<>();
    processes
        .getOrDefault(side, Map.of())
        .forEach((name, values) -> all.put(name, new Samples(values)));
    return all;
  }
}
