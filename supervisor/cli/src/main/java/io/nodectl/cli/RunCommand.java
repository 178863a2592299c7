package io.nodectl.cli;

import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import io.nodectl.rpc.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl run`
final class RunCommand implements Task {
  /// For each answer of gcs-server and of a raylet; a program has its own time.
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final ClusterOptions cluster = new ClusterOptions();
  private final ProgramOptions program = new ProgramOptions();
  private final PlacementOptions placement = new PlacementOptions();
  private final OutputOptions output = new OutputOptions();

  private final Flag<Boolean> detach =
      Flag.of(
          "--detach",
          "Leave it running, and print where it listens once it is READY.",
          "Without it, input, output, signals and exit code pass through.");

  private final Flag<Duration> timeout =
      Flag.of(
          "--timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long it may take until it runs (with --detach: until READY), its",
          "resources and environment included (default: no limit).");

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Runs a program on a node of the cluster, as if it ran here.",
        "Its exit code is that of the program, 128 + N if signal N ended it. What is not the",
        "program's: 127 there is no such program, 126 it cannot be executed, 125 everything else",
        "(no node, no resources, no runtime environment); --format json tells which. A second",
        "Ctrl-C within three seconds sends SIGTERM, a third one SIGKILL.");
    Manual.examples(
        spec,
        "nodectl run -- hostname",
        "nodectl run --working-dir . --runtime-env '{\"pip\": [\"requests\"]}' -- python3 job.py",
        "nodectl run --detach --port-mode reserve --health GET:/ -- python3 -m http.server {port}",
        "nodectl run --node 1f0c --env DEBUG=1 -- sh -c 'exit 7'");
    program.addTo(spec);
    placement.addTo(spec);
    detach.addTo(spec);
    timeout.addTo(spec);
    cluster.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LaunchRequest.Builder request = LaunchRequest.newBuilder();
    program.fill(request, outside);
    placement.fill(request);
    if (request.hasRestart() && !detach.isGiven()) {
      throw new InvalidInput("--restart is for a program that is left running: add --detach");
    }
    Optional<ObjectNode> environment = program.runtimeEnv();
    request.setWorkerId(NodeId.random().hex());
    ClusterChoice.Chosen chosen = new ClusterChoice(outside).chooseWithNode(cluster);
    try (GcsLink gcs = GcsLink.to(chosen.cluster(), ANSWER, outside.environment())) {
      List<Raylet> candidates = candidates(ClusterRaylets.of(gcs), chosen.node(), request);
      if (environment.isPresent()) {
        var upload = new RuntimeEnvUpload(outside.environment());
        request.setRuntimeEnv(upload.prepared(environment.get(), gcs));
      }
      return run(request.build(), gcs, candidates, outside);
    }
  }

  private List<Raylet> candidates(
      ClusterRaylets raylets, Optional<String> local, LaunchRequest.Builder request)
      throws ProblemException {
    List<Raylet> inOrder = raylets.inOrder(local);
    if (placement.node().isEmpty()) {
      return inOrder;
    }
    Raylet demanded = raylets.named(placement.node().get());
    request.getPlacementBuilder().setNodeId(demanded.nodeId());
    return List.of(demanded);
  }

  private int run(LaunchRequest request, GcsLink gcs, List<Raylet> candidates, Outside outside)
      throws ProblemException, InterruptedException {
    RunPlan.Clock clock = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    RunPlan plan =
        new RunPlan(
            request,
            timeout.value().map(limit -> clock.nowMs() + limit.toMillis()),
            clock,
            new Failures(outside, output.format(), RunFailure::exitCode));
    if (detach.isGiven()) {
      return new DetachedRun(plan, gcs, output, outside).run(candidates);
    }
    try (AttachedRun attached = new AttachedRun(plan, gcs, candidates, outside)) {
      return attached.run();
    }
  }
}
