package io.nodectl.bench;

import io.nodectl.chaos.Campaign;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `scripts/bench chaos`
@Command(
    name = "chaos",
    description = {
      "Kills processes of a head at random moments: in a start, at rest, in a restart and in a stop.",
      "After each kill the node has to be ready again, or to be gone with all that it had."
    },
    mixinStandardHelpOptions = true)
final class ChaosCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Bench bench;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "how often to kill (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "which series of kills (default: ${DEFAULT-VALUE})")
  private long seed;

  /// Made by picocli.
  ChaosCommand() {}

  @Override
  public Integer call() throws Exception {
    Path nodectl = Objects.requireNonNull(bench).nodectl();
    return Campaign.play(nodectl, rounds, seed, System.out::println).findings().isEmpty() ? 0 : 1;
  }
}
