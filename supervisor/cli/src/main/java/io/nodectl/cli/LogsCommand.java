package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl logs`
@Command(
    name = "logs",
    sortOptions = false,
    description = {
      "Prints what a component of a node has written, in the node's newest session.",
      "With --format json, each line is an object with the keys component and line."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nodectl logs gcs-server",
      "  nodectl logs --tail 20 -f raylet --name w1",
      "  nodectl logs supervisor"
    })
final class LogsCommand implements Task {
  private static final String SUPERVISOR = "supervisor";

  @Parameters(paramLabel = "COMPONENT", description = "As in 'nodectl status', or supervisor.")
  private String component = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written from now on, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--tail",
      paramLabel = "N",
      description = "Only the last N lines (default: all there are).")
  private long tail = Long.MAX_VALUE;

  @Mixin private NodeOption node = new NodeOption();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    if (tail < 0) {
      throw new InvalidInput("--tail: a number of lines is not negative");
    }
    LocalNode chosen = new LocalNodes(outside.root()).choose(node.name());
    ObjectNode status = chosen.record().publicStatus();
    List<String> known = components(status);
    if (!known.contains(component)) {
      throw new InvalidInput(
          "node '%s' has no component '%s'; it has %s"
              .formatted(chosen.name(), component, String.join(", ", known)));
    }
    Path log = new Session(Path.of(status.path("session").asString(""))).log(component);
    LogSink sink =
        output.isJson()
            ? new LogSink.AsJson(component, outside.out())
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
    if (!follow && Files.notExists(log)) {
      outside.err().println("%s has written nothing".formatted(component));
      return;
    }
    try (LogReader reader = new LogReader(log)) {
      reader.skipToLast(tail);
      reader.copyTo(sink);
      if (follow) {
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
