package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;

/// `nodectl events`
final class EventsCommand implements Task {
  private final Flag<Boolean> follow =
      Flag.of(
          "-f,--follow",
          "Go on with what happens from now on, also when the node is started",
          "anew, until Ctrl-C.");

  private final Flag<Instant> since = Times.sinceFlag();
  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Tells what happened to a node in its newest session, and why: starts, deaths, restarts and",
        "their reasons. A number after a component is its generation. With --format json, each line",
        "is an object with time, kind, component, generation, pid and text.");
    Manual.examples(
        spec,
        "nodectl events",
        "nodectl events -f --since 10m --name w1",
        "nodectl events --format json | jq -c 'select(.kind == \"died\")'");
    follow.addTo(spec);
    since.addTo(spec);
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    Session session = chosen.session();
    Instant from = since.value().orElse(Instant.EPOCH);
    EventPrinter printer = new EventPrinter(outside.out(), output.format(), from);
    Journal journal = new Journal(chosen.folder(), session, printer::print);
    try {
      if (follow.isGiven()) {
        journal.follow();
      } else {
        tellIfNone(session.journal(), outside);
        journal.read();
      }
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.COMPONENT_FAILED,
          "cannot read the journal %s: %s".formatted(session.journal(), e));
    }
    return ExitCode.DONE.number();
  }

  private static void tellIfNone(Path journal, Outside outside) {
    if (Files.notExists(journal)) {
      outside.err().println("nothing was written to " + journal);
    }
  }
}
