package io.nodectl.bench;

import io.nodectl.bench.gcs.GcsKind;
import io.nodectl.bench.gcs.GcsProcess;
import io.nodectl.bench.gcs.KillRounds;
import io.nodectl.machine.TemporaryFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `scripts/bench gcs-kill`
@Command(
    name = "gcs-kill",
    description = {
      "Kills gcs-server again and again while clients put, overwrite and delete keys and draw job"
          + " numbers.",
      "Once with SQLite and once with Redis. All that was acknowledged has to be there each time it is"
          + " back. Exits with 1 if anything is not."
    },
    mixinStandardHelpOptions = true)
final class GcsKillCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Bench bench;

  @Option(
      names = "--rounds",
      defaultValue = "300",
      description = "how often to kill with each store (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "which series of changes (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--server",
      defaultValue = "OURS_SQLITE,OURS_REDIS",
      split = ",",
      description = "only these (default: ${DEFAULT-VALUE})")
  private List<GcsKind> kinds = List.of();

  /// Made by picocli.
  GcsKillCommand() {}

  @Override
  public Integer call() throws Exception {
    Path nodectl = Objects.requireNonNull(bench).nodectl();
    boolean lost = false;
    for (GcsKind kind : kinds) {
      try (TemporaryFolder folder = TemporaryFolder.create("nbk");
          GcsProcess server = GcsProcess.start(kind, folder.path(), nodectl, Path.of("python"))) {
        KillRounds.Outcome outcome =
            KillRounds.play(server, rounds, seed, text -> System.err.println(kind + ": " + text));
        System.out.printf(
            "%s: %d kills, %d changes acknowledged, %d lost; %s%n",
            kind,
            outcome.rounds(),
            outcome.acknowledged(),
            outcome.findings().size(),
            outcome.starts());
        outcome.findings().forEach(System.out::println);
        lost |= !outcome.findings().isEmpty();
      }
    }
    return lost ? 1 : 0;
  }
}
