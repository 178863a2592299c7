package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.Auth;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.NodeSpec;
import io.nodectl.node.Problem;
import io.nodectl.node.ProblemException;
import io.nodectl.node.ServiceStart;
import io.nodectl.program.NoReflection;
import io.nodectl.spawn.Platform;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl start`
final class StartCommand implements Task {
  private final StartOptions options = new StartOptions();

  private final OutputOptions output = new OutputOptions();

  private CommandSpec self = CommandSpec.wrapWithoutInspection(null, new NoReflection());

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Starts a node on this host and returns when all its components serve.",
        "If one does not come up, everything is taken down again and the reason is told.");
    Manual.examples(
        spec,
        "nodectl start --head",
        "nodectl start --head --port 6379 --node-ip-address 10.0.0.5",
        "nodectl start --address=127.0.0.1:6379 --name w1",
        "nodectl start --address=10.0.0.5:6379 --token-file ~/cluster.token --block",
        "nodectl start --head --debug raylet:suspend",
        "nodectl start --head --wrap gcs-server=strace",
        "nodectl start --head --format json | jq -r .address");
    spec.usageMessage().customSynopsis("nodectl start (--head | --address=HOST:PORT) [OPTIONS]");
    options.addTo(spec);
    output.addTo(spec);
    self = spec;
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    try {
      return start(outside);
    } catch (ProblemException e) {
      tellServiceManager(e.problem(), outside);
      throw e;
    } catch (InvalidInput e) {
      tellServiceManager(Problem.ofNode(ExitCode.USAGE, String.valueOf(e.getMessage())), outside);
      throw e;
    }
  }

  /// It shows the cause beside the unit, where people look first.
  private void tellServiceManager(Problem problem, Outside outside) {
    if (options.isInForeground()) {
      ServiceStart.blame(outside.environment(), problem);
    }
  }

  private int start(Outside outside) throws ProblemException, InterruptedException {
    Optional<String> unsuited = Platform.problem();
    if (unsuited.isPresent()) {
      throw Words.problem(ExitCode.REFUSED, unsuited.get());
    }
    options.settle(outside);
    NodeSpec spec = options.spec(new AuthChoice(outside)::choose, outside.environment());
    if (spec.auth() instanceof Auth.Disabled) {
      outside
          .err()
          .println(
              "warning: authentication is off (RAY_AUTH_MODE=disabled, here or at the head):"
                  + " whoever reaches a port of this node can give it orders");
    }
    ForsakenToken.note(spec.auth(), outside.root().node(spec.name()).tokenFile())
        .ifPresent(outside.err()::println);
    if (options.isRouted() && NextSteps.isLoopback(spec.identity().ip())) {
      outside
          .err()
          .println(
              "note: --node-ip-address=auto: this host has no route to others, so only programs of"
                  + " this host reach the node, at "
                  + spec.identity().ip());
    }
    StartTalk talk = new StartTalk(spec, output, outside);
    return options.isInForeground()
        ? new ForegroundStart(spec, talk, outside).run(commandLine())
        : new BackgroundStart(spec, talk, outside).run();
  }

  private List<String> commandLine() {
    return self.root().commandLine().getParseResult().originalArgs();
  }
}
