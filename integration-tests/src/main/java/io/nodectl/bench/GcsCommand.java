package io.nodectl.bench;

import io.nodectl.bench.gcs.ActorsTrial;
import io.nodectl.bench.gcs.CrowdTrial;
import io.nodectl.bench.gcs.GcsKind;
import io.nodectl.bench.gcs.GcsMeasurements;
import io.nodectl.bench.gcs.GcsProcess;
import io.nodectl.bench.gcs.GcsTable;
import io.nodectl.bench.gcs.GcsTrial;
import io.nodectl.bench.gcs.KvTrial;
import io.nodectl.bench.gcs.MemoryTrial;
import io.nodectl.bench.gcs.NodesTrial;
import io.nodectl.bench.gcs.PublicationTrial;
import io.nodectl.bench.gcs.RestartTrial;
import io.nodectl.machine.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `scripts/bench gcs`
@Command(
    name = "gcs",
    description = {
      "Measures gcs-server beside the gcs_server of the real Ray, over loopback, with one and the"
          + " same load.",
      "The servers take turns; each row is the median of the runs.",
      "Exits with 1 if what must be reached is not."
    },
    mixinStandardHelpOptions = true)
final class GcsCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Bench bench;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "runs of each server (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--seconds",
      defaultValue = "4",
      description =
          "of each measurement that takes a time, after as many of each to warm up (default:"
              + " ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--nodes",
      defaultValue = "1000",
      description = {
        "nodes of the crowd (default: ${DEFAULT-VALUE}). gcs-server needs two descriptors for each,",
        "at most `ulimit -Hn`; the load has four processes with three for each of their nodes"
      })
  private int nodes;

  @Option(
      names = "--minutes",
      defaultValue = "0.5",
      description = "so long the crowd lives (default: ${DEFAULT-VALUE})")
  private double minutes;

  @Option(
      names = "--changes",
      defaultValue = "10",
      description =
          "of a crowd's resources in a second, each told to all (default: ${DEFAULT-VALUE})")
  private double changes;

  @Option(names = "--server", description = "only these: ${COMPLETION-CANDIDATES} (default: all)")
  private Set<GcsKind> kinds = EnumSet.allOf(GcsKind.class);

  @Parameters(
      paramLabel = "TRIAL",
      description = "only these: kv, nodes, actors, publish, restart, memory, crowd (default: all)")
  private List<String> words = new ArrayList<>();

  /// Made by picocli.
  GcsCommand() {}

  @Override
  public Integer call() throws Exception {
    GcsMeasurements measurements = new GcsMeasurements();
    List<GcsTrial> wanted = wanted();
    for (int run = 1; run <= runs; run++) {
      for (GcsTrial trial : wanted) {
        play(run, trial, measurements);
      }
    }
    return new GcsTable(measurements).print(System.out) ? 0 : 1;
  }

  private List<GcsTrial> wanted() {
    List<GcsTrial> all =
        List.of(
            new KvTrial(seconds),
            new NodesTrial(),
            new ActorsTrial(),
            new PublicationTrial(),
            new RestartTrial(),
            new MemoryTrial(),
            new CrowdTrial(nodes, minutes, changes));
    List<String> known = all.stream().map(GcsTrial::word).toList();
    for (String word : words) {
      if (!known.contains(word)) {
        throw new ParameterException(
            Objects.requireNonNull(spec).commandLine(),
            "there is no trial '%s'; there are %s".formatted(word, String.join(", ", known)));
      }
    }
    return all.stream().filter(trial -> words.isEmpty() || words.contains(trial.word())).toList();
  }

  private void play(int run, GcsTrial trial, GcsMeasurements into) throws Exception {
    Bench parent = Objects.requireNonNull(bench);
    Path python = parent.ray().resolveSibling("python");
    for (GcsKind kind : GcsKind.values()) {
      if (kinds.contains(kind) && trial.kinds().contains(kind)) {
        System.err.println("bench: run %d of %d, %s, %s".formatted(run, runs, trial.word(), kind));
        try (TemporaryFolder folder = TemporaryFolder.create("nbk");
            GcsProcess server = GcsProcess.start(kind, folder.path(), parent.nodectl(), python)) {
          trial.measure(server, into);
        }
      }
    }
  }
}
