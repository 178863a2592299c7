package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl restart`
final class RestartCommand implements Task {
  private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

  private final PositionalParamSpec component =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel("COMPONENT")
          .type(String.class)
          .description("As in 'nodectl status'.")
          .build();

  private final Flag<Duration> timeout =
      Flag.of(
          "--timeout",
          Flag.Value.called("SECONDS"),
          Values::seconds,
          "How long to wait until it serves again (default: 60).");

  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Ends one component of a node and starts it again, and returns when it serves. The others go",
        "on, and are told of its new ports.");
    Manual.examples(
        spec, "nodectl restart runtime-env-agent", "nodectl restart raylet --name w1 --timeout 20");
    spec.addPositional(component);
    node.addTo(spec);
    timeout.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    String wanted = component.getValue();
    Duration limit = timeout.value().orElse(USUAL_LIMIT);
    if (limit.isZero()) {
      throw new InvalidInput("--timeout: a restart takes longer than 0 s");
    }
    Optional<ObjectNode> status = restart(chosen, wanted, limit);
    if (status.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "node '%s' does not run, so there is nothing to restart".formatted(chosen.name()));
    }
    if (output.isJson()) {
      OutputOptions.printJson(status.get(), outside.out());
    } else {
      outside.out().println(result(wanted, status.get()));
    }
    return ExitCode.DONE.number();
  }

  private static Optional<ObjectNode> restart(LocalNode node, String wanted, Duration limit)
      throws ProblemException, InterruptedException {
    try {
      return node.ask(limit, client -> client.restart(wanted));
    } catch (ProblemException e) {
      if (e.problem().code() == ExitCode.TOO_LATE) {
        throw Words.problem(
            ExitCode.TOO_LATE,
            "%s does not serve again within %d s; 'nodectl events --name %s' tells why"
                .formatted(wanted, limit.toSeconds(), node.name()));
      }
      throw e;
    }
  }

  static String result(String name, JsonNode status) {
    for (JsonNode each : status.path("components")) {
      if (each.path("name").asString("").equals(name)) {
        return "%s serves again: pid %d, generation %d, %s"
            .formatted(
                name,
                each.path("pid").asLong(0),
                each.path("generation").asInt(0),
                StatusText.ports(each.path("ports")));
      }
    }
    return name + " serves again";
  }
}
