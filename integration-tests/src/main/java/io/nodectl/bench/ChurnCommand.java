package io.nodectl.bench;

import io.nodectl.chaos.Churn;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `scripts/bench churn`
@Command(
    name = "churn",
    description = {
      "Starts and stops a node of one tiny child again and again, and restarts that child.",
      "Nothing may be left over, and the supervisor may not grow."
    },
    mixinStandardHelpOptions = true)
final class ChurnCommand implements Callable<Integer> {
  @ParentCommand private @Nullable Bench bench;

  @Option(
      names = "--cycles",
      defaultValue = "100",
      description = "starts and stops (default: ${DEFAULT-VALUE})")
  private int cycles;

  @Option(
      names = "--restarts",
      defaultValue = "1000",
      description = "restarts (default: ${DEFAULT-VALUE})")
  private int restarts;

  /// Made by picocli.
  ChurnCommand() {}

  @Override
  public Integer call() throws Exception {
    Path nodectl = Objects.requireNonNull(bench).nodectl();
    Churn churn = new Churn(nodectl, line -> System.out.println(line));
    // Also when somebody has enough of it: its node is not to outlive this program.
    Runtime.getRuntime().addShutdownHook(new Thread(churn::close));
    churn.restarts(restarts);
    churn.cycles(cycles);
    churn.findings().forEach(System.out::println);
    return churn.findings().isEmpty() ? 0 : 1;
  }
}
