package io.nodectl.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The results for people.
record Table(List<Result> results, Measurements measurements) {
  void print(PrintStream out) {
    row(
        out,
        "figure",
        "unit",
        "nodectl",
        "(spread)",
        "ray",
        "(spread)",
        "ratio",
        "must",
        "aim",
        "");
    for (Result result : results) {
      print(out, result);
    }
    for (Contender.Side side : Contender.Side.values()) {
      print(out, side, measurements.processes(side));
    }
  }

  private static void print(PrintStream out, Result result) {
    Figure figure = result.figure();
    row(
        out,
        figure.title(),
        figure.unit().symbol(),
        number(result.ours().median()),
        spread(result.ours()),
        result.ray().map(ray -> number(ray.median())).orElse("-"),
        result.ray().map(Table::spread).orElse("-"),
        result.ratio().map(ratio -> "1/" + number(1 / ratio)).orElse("-"),
        number(result.limit(figure.mustReach())),
        number(result.limit(figure.aim())),
        switch (result.verdict()) {
          case AIM -> "aim reached";
          case REACHED -> "reached";
          case MISSED -> "MISSED";
        });
  }

  private static void print(PrintStream out, Contender.Side side, Map<String, Samples> processes) {
    if (processes.isEmpty()) {
      return;
    }
    out.printf("%nPSS of a head of %s, MB%n", side.name().toLowerCase(Locale.ROOT));
    processes.forEach(
        (name, samples) ->
            out.printf("  %-28s %7s  %s%n", name, number(samples.median()), spread(samples)));
  }

  private static void row(PrintStream out, Object... cells) {
    out.printf("%-42s %-4s %8s %-15s %8s %-15s %8s %8s %8s  %s%n", cells);
  }

  private static String spread(Samples samples) {
    return "(" + number(samples.least()) + ".." + number(samples.most()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
