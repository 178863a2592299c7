package io.nodectl.bench.gcs;

import io.nodectl.bench.gcs.GcsFigure.Bar;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was measured, for people.
public record GcsTable(GcsMeasurements measurements) {

  /// Prints it.
  ///
  /// @return whether all that must be reached is reached
  public boolean print(PrintStream out) {
    out.printf("%-32s %-26s %12s %-22s %s%n", "FIGURE", "SERVER", "MEDIAN", "SPREAD", "OF RAY");
    boolean reached = true;
    for (GcsFigure figure : measurements.figures()) {
      for (GcsKind kind : GcsKind.values()) {
        Optional<List<Double>> values = measurements.of(figure, kind);
        if (values.isPresent()) {
          List<GcsVerdict> verdicts = verdicts(figure, kind);
          row(out, figure, kind, values.get(), verdicts);
          reached &= verdicts.stream().noneMatch(GcsVerdict::isMissed);
        }
      }
    }
    return reached;
  }

  // Five parameters: what is printed, and where.
  private static void row(
      PrintStream out,
      GcsFigure figure,
      GcsKind kind,
      List<Double> values,
      List<GcsVerdict> verdicts) {
    String symbol = figure.unit().symbol();
    out.printf(
        "%-32s %-26s %12s %-22s %s%n",
        figure.title(),
        kind.label(),
        number(median(values)) + " " + symbol,
        "%s..%s".formatted(number(Collections.min(values)), number(Collections.max(values))),
        String.join("; ", verdicts.stream().map(GcsVerdict::toString).toList()));
  }

  private List<GcsVerdict> verdicts(GcsFigure figure, GcsKind ours) {
    List<GcsVerdict> verdicts = new ArrayList<>();
    for (Bar bar : figure.bars()) {
      if (bar.ours() == ours) {
        reached(figure, bar)
            .ifPresent(reached -> verdicts.add(new GcsVerdict(figure, bar, reached)));
      }
    }
    return verdicts;
  }

  private Optional<Double> reached(GcsFigure figure, Bar bar) {
    Optional<Double> ours = measurements.of(figure, bar.ours()).map(GcsTable::median);
    return switch (bar) {
      case GcsFigure.Fixed _ -> ours;
      case GcsFigure.OfRay(_, GcsKind theirs, _, _) ->
          measurements
              .of(figure, theirs)
              .map(GcsTable::median)
              .flatMap(
                  other ->
                      ours.map(own -> figure.unit().moreIsBetter() ? own / other : other / own));
    };
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
