package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeName;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;

/// Asks a cluster something and prints the answer, once or again and again.
final class AskOptions {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(10);
  private static final long USUAL_ROWS = 1000;

  private final ClusterOptions cluster = new ClusterOptions();

  private final Flag<Duration> timeout =
      Flag.of(
          "--timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long the answer may take (default: 10).");

  private final Flag<Duration> watch =
      Flag.of(
          "--watch",
          Flag.Value.called("SECONDS"),
          Values::pause,
          "Ask again after so long each time, until Ctrl-C, and print what has",
          "changed; with --format json, one document on each line.");

  private final Flag<Long> rows =
      Flag.of(
          "--limit",
          Flag.Value.called("ROWS"),
          Values::count,
          "How many to show at most (default: 1000); it is said if there are more.");

  private final OutputOptions output = new OutputOptions();

  /// One question to a cluster.
  @FunctionalInterface
  interface Question {
    Listing ask(GcsLink gcs) throws ProblemException, InterruptedException;
  }

  /// For a command that shows something.
  void addTo(CommandSpec spec) {
    addForOnceTo(spec);
    watch.addTo(spec);
  }

  /// For a command that shows a list that may be long.
  void addForListTo(CommandSpec spec) {
    addTo(spec);
    rows.addTo(spec);
  }

  /// For a command that changes something.
  void addForOnceTo(CommandSpec spec) {
    cluster.addTo(spec);
    timeout.addTo(spec);
    output.addTo(spec);
  }

  /// The node of this host that was named.
  Optional<NodeName> node() {
    return cluster.name();
  }

  /// @throws InvalidInput if the cluster is named by an address
  void refuseAddress(String what) {
    if (cluster.address().isPresent()) {
      throw new InvalidInput("'%s' is for a node of this host: give its --name".formatted(what));
    }
  }

  boolean isJson() {
    return output.isJson();
  }

  /// How many rows are wanted at most.
  long limit() {
    return rows.value().orElse(USUAL_ROWS);
  }

  Format format() {
    return output.format();
  }

  /// @throws InvalidInput if it is to be done again and again
  void refuseWatch(String what) {
    if (watch.isGiven()) {
      throw new InvalidInput("--watch is for what is looked at, and not for '%s'".formatted(what));
    }
  }

  /// Asks and prints.
  ///
  /// @return the exit code
  int run(Outside outside, Question question) throws ProblemException, InterruptedException {
    try (GcsLink gcs = open(outside)) {
      Listing first = question.ask(gcs);
      print(first, outside);
      if (watch.isGiven()) {
        goOn(first, () -> question.ask(gcs), outside);
      }
      return ExitCode.DONE.number();
    }
  }

  /// A link to the cluster that is meant.
  GcsLink open(Outside outside) throws ProblemException, InterruptedException {
    Duration limit = timeout.value().orElse(USUAL_LIMIT);
    if (limit.isZero()) {
      throw new InvalidInput("--timeout: the answer takes longer than 0 s");
    }
    return GcsLink.to(new ClusterChoice(outside).choose(cluster), limit, outside.environment());
  }

  private interface Again {
    Listing ask() throws ProblemException, InterruptedException;
  }

  /// A gcs-server that is away for a while comes back, so this goes on; what keeps it is told once.
  private void goOn(Listing first, Again again, Outside outside) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Listing shown = first;
    String trouble = "";
    while (!outside.out().checkError()
        && !never.await(watch.value().orElseThrow().toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        Listing now = again.ask();
        if (!now.json().equals(shown.json())) {
          print(now, outside);
          shown = now;
        }
        trouble = "";
      } catch (ProblemException e) {
        String message = e.problem().message();
        if (!message.equals(trouble)) {
          outside.err().println("nodectl: " + message);
        }
        trouble = message;
      }
    }
  }

  private void print(Listing listing, Outside outside) {
    if (!output.isJson()) {
      listing.lines().forEach(outside.out()::println);
      if (watch.isGiven()) {
        outside.out().println();
      }
    } else if (watch.isGiven()) {
      outside.out().println(listing.json());
    } else {
      OutputOptions.printJson(listing.json(), outside.out());
    }
    listing.cut().ifPresent(outside.err()::println);
  }
}
