package io.nodectl.bench;

import io.nodectl.bench.Contender.Side;
import io.nodectl.bench.Microbenchmark.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `scripts/bench microbenchmark`
@Command(
    name = "microbenchmark",
    description = {
      "Runs the lines of 'ray microbenchmark' on a Ray whose gcs_server is ours, and on one as it is, in turn.",
      "Of each line: the medians of the calls in a second, and their ratio. The geometric mean of the"
          + " ratios must be at least 0.95, and no median of ours below the worst run of Ray's."
    },
    mixinStandardHelpOptions = true)
final class MicrobenchmarkCommand implements Callable<Integer> {
  private static final double MUST_REACH = 0.95;

  @ParentCommand private @Nullable Bench bench;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "runs of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description =
          "each line is measured four times for so long; Ray itself takes 2, and pauses 10"
              + " (default: ${DEFAULT-VALUE})")
  private double seconds;

  @Option(
      names = "--lines",
      defaultValue = "",
      description = "a regular expression of the names of the lines (default: all)")
  private String pattern = "";

  private final Map<String, Map<Side, List<Double>>> rates = new LinkedHashMap<>();
  private final Map<Side, Integer> broken = new EnumMap<>(Side.class);

  /// Made by picocli.
  MicrobenchmarkCommand() {}

  @Override
  public Integer call() throws Exception {
    Bench of = Objects.requireNonNull(bench);
    try (var benchmark = new Microbenchmark(of.venv(), of.nodectl())) {
      // Also when somebody has enough of it: its Ray is not to outlive this program.
      Runtime.getRuntime().addShutdownHook(new Thread(benchmark::close));
      benchmark.prepare();
      for (int run = 1; run <= runs; run++) {
        for (Side side :
            run % 2 == 1 ? List.of(Side.NODECTL, Side.RAY) : List.of(Side.RAY, Side.NODECTL)) {
          String name = "run " + run + " of " + runs + ", GCS of " + side;
          System.err.println("bench: " + name);
          benchmark
              .run(side, new Scope(seconds, pattern), (line, rate) -> add(line, side, rate))
              .ifPresent(why -> broke(name, side, why));
        }
      }
    }
    return print(results());
  }

  private void add(String line, Side side, double rate) {
    System.err.printf("bench: %s: %s %s/s%n", side, line, number(rate));
    rates
        .computeIfAbsent(line, _ -> new EnumMap<>(Side.class))
        .computeIfAbsent(side, _ -> new ArrayList<>())
        .add(rate);
  }

  /// The lines before that count.
  private void broke(String run, Side side, String why) {
    System.err.println("bench: " + run + " has ended early: " + why);
    broken.merge(side, 1, Integer::sum);
  }

  private List<LineRatio> results() {
    return rates.entrySet().stream()
        .filter(line -> line.getValue().size() == Side.values().length)
        .map(
            line ->
                new LineRatio(
                    line.getKey(),
                    new Samples(line.getValue().getOrDefault(Side.NODECTL, List.of())),
                    new Samples(line.getValue().getOrDefault(Side.RAY, List.of()))))
        .toList();
  }

  private int print(List<LineRatio> lines) {
    if (lines.isEmpty()) {
      System.err.println("bench: no line has such a name");
      return 2;
    }
    row("line, calls/s", "ours", "(spread)", "ray", "(spread)", "ratio", "");
    for (LineRatio line : lines) {
      row(
          line.line(),
          number(line.ours().median()),
          spread(line.ours()),
          number(line.rays().median()),
          spread(line.rays()),
          number(line.ratio()),
          line.isBelowRaysWorst() ? "MISSED: below Ray's worst run" : "");
    }
    double mean = LineRatio.geometricMean(lines);
    boolean reached = mean >= MUST_REACH;
    row("geometric mean", "", "", "", "", number(mean), reached ? "reached" : "MISSED");
    broken.forEach(
        (side, count) ->
            System.out.printf("GCS of %s: %d of %d runs ended early%n", side, count, runs));
    boolean heldOut = !broken.containsKey(Side.NODECTL);
    return heldOut && reached && lines.stream().noneMatch(LineRatio::isBelowRaysWorst) ? 0 : 1;
  }

  private static void row(Object... cells) {
    System.out.printf("%-46s %9s %-19s %9s %-19s %7s  %s%n", cells);
  }

  private static String spread(Samples samples) {
    return "(" + number(samples.least()) + ".." + number(samples.most()) + ")";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
