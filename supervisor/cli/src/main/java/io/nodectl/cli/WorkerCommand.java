package io.nodectl.cli;

import io.nodectl.messages.raylet.DescribeRequest;
import io.nodectl.messages.raylet.StopReply;
import io.nodectl.messages.raylet.StopRequest;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `nodectl worker`
final class WorkerCommand implements Task {
  private static final List<String> ACTIONS = List.of("describe", "logs", "stop");
  private static final long AT_ONCE = -1;

  /// What a raylet needs beside the grace to end a worker.
  private static final Duration ENDING = Duration.ofSeconds(20);

  /// A grace that is not said is that of the launch, which nobody here knows.
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

  private final PositionalParamSpec action =
      PositionalParamSpec.builder()
          .index("0")
          .paramLabel(String.join("|", ACTIONS))
          .type(String.class)
          .arity("1")
          .required(true)
          .completionCandidates(ACTIONS)
          .description("What to do.")
          .build();

  private final PositionalParamSpec worker =
      PositionalParamSpec.builder()
          .index("1")
          .paramLabel("WORKER")
          .type(String.class)
          .arity("1")
          .required(true)
          .description("Its id in 'workers', the beginning of it, or its name.")
          .build();

  private final Flag<Duration> grace =
      Flag.of(
          "--grace",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "With stop: from SIGTERM to SIGKILL (default: as launched).");

  private final WorkerLogOptions logs = new WorkerLogOptions();
  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Tells all about one of the programs that 'workers' lists, prints what it has written, or",
        "ends it with all that it has started.");
    Manual.examples(
        spec,
        "nodectl worker describe 7b1e",
        "nodectl worker logs -f --tail 20 web",
        "nodectl worker stop 7b1e --grace 2");
    spec.addPositional(action);
    spec.addPositional(worker);
    logs.addTo(spec);
    grace.addTo(spec);
    ask.addForOnceTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    String word = worker.getValue();
    @Nullable String what = action.getValue();
    return switch (what == null ? "" : what) {
      case "describe" -> ask.run(outside, gcs -> describe(FoundWorker.called(word, gcs), gcs));
      case "stop" -> ask.run(outside, gcs -> stop(FoundWorker.called(word, gcs), gcs));
      case "logs" -> {
        try (GcsLink gcs = ask.open(outside)) {
          yield new WorkerLogs(outside, ask.format())
              .print(FoundWorker.called(word, gcs), logs, gcs);
        }
      }
      default ->
          throw new InvalidInput("'%s' is none of %s".formatted(what, String.join(", ", ACTIONS)));
    };
  }

  private static Listing describe(FoundWorker found, GcsLink gcs) throws ProblemException {
    try (RayletLink link = gcs.to(found.raylet())) {
      return WorkerDescription.of(
          link.answer(
              channel ->
                  WorkersGrpc.newBlockingStub(channel)
                      .describe(
                          DescribeRequest.newBuilder()
                              .setWorkerId(found.worker().getWorkerId())
                              .build())));
    }
  }

  private Listing stop(FoundWorker found, GcsLink gcs) throws ProblemException {
    Optional<Duration> given = grace.value();
    StopRequest request =
        StopRequest.newBuilder()
            .setWorkerId(found.worker().getWorkerId())
            .setGraceMs(given.map(time -> time.isZero() ? AT_ONCE : time.toMillis()).orElse(0L))
            .build();
    Duration limit = given.orElse(LONGEST_GRACE).plus(ENDING);
    try (RayletLink link = gcs.to(found.raylet()).within(limit)) {
      StopReply reply = link.answer(channel -> WorkersGrpc.newBlockingStub(channel).stop(request));
      return new Listing(
          WorkerJson.of(reply.getWorker()).put("forced", reply.getForced()),
          List.of(
              "worker %s has ended: %s%s"
                  .formatted(
                      reply.getWorker().getWorkerId(),
                      WorkerText.exit(reply.getWorker().getExit()),
                      reply.getForced() ? " (it needed SIGKILL)" : "")));
    }
  }
}
