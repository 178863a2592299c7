package io.nodectl.bench.gcs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Collects what was measured in all runs.
public final class GcsMeasurements {

  private final Map<GcsFigure, Map<GcsKind, List<Double>>> values = new EnumMap<>(GcsFigure.class);

  /// Nothing yet.
  public GcsMeasurements() {}

  /// @param value in the figure's unit
  void add(GcsFigure figure, GcsKind kind, double value) {
    values
        .computeIfAbsent(figure, _ -> new EnumMap<>(GcsKind.class))
        .computeIfAbsent(kind, _ -> new ArrayList<>())
        .add(value);
  }

  /// Those that anything was measured of.
  List<GcsFigure> figures() {
    return List.copyOf(values.keySet());
  }

  /// In the order of the runs, at least one.
  Optional<List<Double>> of(GcsFigure figure, GcsKind kind) {
    return Optional.ofNullable(values.getOrDefault(figure, Map.of()).get(kind));
  }
}
