package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.JsonText;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl trace`
final class TraceCommand implements Task {
  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Shows what took how long: the newest start of a node, and each restart of a component since.",
        "In a bar, a dot is time before the component's launch or after it was ready, a dash is its",
        "boot until it has bound its ports, and an equals sign is its work until it serves.");
    Manual.examples(
        spec,
        "nodectl trace",
        "nodectl trace --name w1",
        "nodectl trace --format json | jq .start.ready_ms");
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    ObjectNode trace = read(chosen.session());
    if (output.isJson()) {
      OutputOptions.printJson(trace, outside.out());
    } else {
      TraceText.lines(chosen.name(), trace).forEach(outside.out()::println);
    }
    return ExitCode.DONE.number();
  }

  private static ObjectNode read(Session session) throws ProblemException {
    ObjectNode trace = JsonNodeFactory.instance.objectNode();
    List<String> start = lines(session.startTrace());
    if (start.isEmpty()) {
      throw Words.problem(
          ExitCode.NOTHING_THERE,
          "there is no trace in %s: the start is going on, or was cut off"
              .formatted(session.folder()));
    }
    trace.set("start", JsonText.read(String.join("\n", start)));
    ArrayNode restarts = trace.putArray("restarts");
    for (String line : lines(session.restartTrace())) {
      addWhole(line, restarts);
    }
    return trace;
  }

  private static void addWhole(String line, ArrayNode restarts) {
    try {
      restarts.add(JsonText.read(line));
    } catch (JacksonException cut) {
      // The last line of a supervisor that was killed, or of a full disk: that restart has no
      // trace.
    }
  }

  private static List<String> lines(Path file) throws ProblemException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      throw Words.problem(ExitCode.COMPONENT_FAILED, "cannot read %s: %s".formatted(file, e));
    }
  }
}
