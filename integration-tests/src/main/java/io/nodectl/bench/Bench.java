package io.nodectl.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// The program behind `scripts/bench`.
@Command(
    name = "bench",
    description = {
      "Measures nodectl beside the real Ray, in turn, and holds the medians against what must be reached.",
      "'ray stop' ends every Ray on this machine: run this where no other is."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      ChaosCommand.class,
      ChurnCommand.class,
      ActorsCommand.class,
      RunCommand.class,
      GcsCommand.class,
      GcsFuzzCommand.class,
      GcsKillCommand.class,
      MicrobenchmarkCommand.class
    })
public final class Bench implements Callable<Integer> {
  /// How the results are printed.
  enum Format {
    TEXT,
    JSON
  }

  @Option(names = "--nodectl", required = true, hidden = true, description = "the packaged nodectl")
  private Path nodectl = Path.of("");

  @Option(
      names = "--ray-venv",
      required = true,
      hidden = true,
      description = "installs the real Ray unless it is there, and prints where")
  private Path rayVenv = Path.of("");

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "runs of each (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(names = "--format", defaultValue = "TEXT", description = "text or json (default: text)")
  private Format format = Format.TEXT;

  @Parameters(
      paramLabel = "NAME",
      converter = FigureByName.class,
      completionCandidates = FigureNames.class,
      description = "figures to measure: ${COMPLETION-CANDIDATES} (default: all)")
  private List<Figure> names = new ArrayList<>();

  private Bench() {}

  Path nodectl() {
    return nodectl;
  }

  public static void main(String[] args) {
    CommandLine line = new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(line.execute(args));
  }

  /// Measures and prints.
  ///
  /// @return 0 if all that must be reached is reached, else 1
  @Override
  public Integer call() throws InterruptedException, IOException {
    Set<Figure> wanted = names.isEmpty() ? EnumSet.allOf(Figure.class) : EnumSet.copyOf(names);
    Measurements measurements = new Measurements();
    Round round = new Round(wanted, measurements);
    boolean besideRay = wanted.stream().anyMatch(figure -> figure.bar() == Figure.Bar.OF_RAY);
    Optional<Path> ray = besideRay ? Optional.of(ray()) : Optional.empty();
    for (int run = 1; run <= runs; run++) {
      System.err.println("bench: run " + run + " of " + runs);
      try (Nodectl ours = Nodectl.of(nodectl)) {
        round.play(ours);
        round.playOursOnly(ours);
      }
      if (ray.isPresent()) {
        try (Ray theirs = new Ray(ray.get())) {
          round.play(theirs);
        }
      }
    }
    return print(results(wanted, measurements), measurements);
  }

  /// The real one. To install it takes minutes, so it is done only for what is measured beside
  /// it.
  Path ray() throws InterruptedException, IOException {
    return venv().resolve("bin", "ray");
  }

  /// Where it is installed.
  Path venv() throws InterruptedException, IOException {
    Process installer =
        new ProcessBuilder(rayVenv.toString()).redirectError(Redirect.INHERIT).start();
    String venv = new String(installer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (installer.waitFor() != 0) {
      throw new IOException("Ray cannot be installed; the words of pip are above");
    }
    return Path.of(venv.strip());
  }

  private int print(List<Result> results, Measurements measurements) {
    switch (format) {
      case TEXT -> new Table(results, measurements).print(System.out);
      case JSON -> new JsonReport(results, measurements).print(System.out);
    }
    return results.stream().anyMatch(result -> result.verdict() == Result.Verdict.MISSED) ? 1 : 0;
  }

  private static List<Result> results(Set<Figure> wanted, Measurements measurements) {
    List<Result> results = new ArrayList<>();
    for (Figure figure : wanted) {
      Samples ours = measurements.of(Contender.Side.NODECTL, figure).orElseThrow();
      Optional<Samples> ray =
          switch (figure.bar()) {
            case OF_RAY -> measurements.of(Contender.Side.RAY, figure);
            case FIXED -> Optional.empty();
          };
      results.add(new Result(figure, ours, ray));
    }
    return results;
  }

  /// Reads the name of a figure.
  static final class FigureByName implements ITypeConverter<Figure> {
    @Override
    public Figure convert(String word) {
      return Figure.named(word)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "there is no figure '"
                          + word
                          + "'; there are "
                          + String.join(", ", new FigureNames())));
    }
  }

  /// The names of all figures.
  static final class FigureNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Figure.values()).map(Figure::word).iterator();
    }
  }
}
