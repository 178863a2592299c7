package io.nodectl.bench.run;

import java.util.List;
import java.util.Locale;

/// What was measured, and what it is held against.
///
/// @param title what it is
/// @param unit how it is written
/// @param values of all runs, in that unit
/// @param limit what the median must not exceed
public record RunFigure(String title, String unit, List<Double> values, double limit) {
  public RunFigure {
    values = List.copyOf(values);
  }

  double median() {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  public boolean isReached() {
    return median() < limit;
  }

  /// One line.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-58s %9.2f %-3s < %7.2f  %s  (%.2f to %.2f in %d)",
        title,
        median(),
        unit,
        limit,
        isReached() ? "reached" : "MISSED ",
        values.stream().min(Double::compare).orElseThrow(),
        values.stream().max(Double::compare).orElseThrow(),
        values.size());
  }
}
