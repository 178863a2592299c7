package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl logs`
final class LogsCommand implements Task {
  private static final String SUPERVISOR = "supervisor";

  private final PositionalParamSpec component =
      PositionalParamSpec.builder()
          .index("0")
          .required(true)
          .paramLabel("COMPONENT")
          .type(String.class)
          .description("As in 'nodectl status', or supervisor.")
          .build();

  private final Flag<Boolean> follow =
      Flag.of("-f,--follow", "Go on with what is written from now on, until Ctrl-C.");

  private final Flag<Long> tail =
      Flag.of(
          "--tail",
          Flag.Value.called("N"),
          Values::count,
          "Only the last N lines (default: all there are).");

  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Prints what a component of a node has written, in the node's newest session.",
        "With --format json, each line is an object with the keys component and line.");
    Manual.examples(
        spec,
        "nodectl logs gcs-server",
        "nodectl logs --tail 20 -f raylet --name w1",
        "nodectl logs supervisor");
    spec.addPositional(component);
    follow.addTo(spec);
    tail.addTo(spec);
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    ObjectNode status = chosen.record().publicStatus();
    List<String> known = components(status);
    String wanted = component.getValue();
    if (!known.contains(wanted)) {
      throw new InvalidInput(
          "node '%s' has no component '%s'; it has %s"
              .formatted(chosen.name(), wanted, String.join(", ", known)));
    }
    Path log = new Session(Path.of(status.path("session").asString(""))).log(wanted);
    LogSink sink =
        output.isJson()
            ? new LogSink.AsJson(wanted, outside.out())
            : new LogSink.AsIs(outside.out());
    try {
      print(log, sink, outside);
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.COMPONENT_FAILED, "cannot read the log %s: %s".formatted(log, e));
    }
    return ExitCode.DONE.number();
  }

  private void print(Path log, LogSink sink, Outside outside)
      throws IOException, InterruptedException {
    if (!follow.isGiven() && Files.notExists(log)) {
      outside.err().println("nothing was written to " + log);
      return;
    }
    try (LogReader reader = new LogReader(log)) {
      reader.skipToLast(tail.value().orElse(Long.MAX_VALUE));
      reader.copyTo(sink);
      if (follow.isGiven()) {
        new LogFollower(log, reader).follow(sink);
      }
    }
    sink.end();
  }

  private static List<String> components(ObjectNode status) {
    List<String> known = new ArrayList<>();
    for (JsonNode each : status.path("components")) {
      known.add(each.path("name").asString(""));
    }
    known.add(SUPERVISOR);
    return known;
  }
}
