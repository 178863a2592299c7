package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.ProblemException;
import io.nodectl.node.Session;
import io.nodectl.program.Flag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl logs`
final class LogsCommand implements Task {
  private static final List<String> OURS = List.of("supervisor", "guardian");

  private final PositionalParamSpec components =
      PositionalParamSpec.builder()
          .index("0..*")
          .paramLabel("COMPONENT")
          .type(String[].class)
          .description("As in 'nodectl status', supervisor or guardian (default: all).")
          .build();

  private final Flag<Boolean> follow =
      Flag.of("-f,--follow", "Go on with what is written from now on, also after a new start.");

  private final Flag<Long> tail =
      Flag.of(
          "--tail",
          Flag.Value.called("N"),
          Values::count,
          "Only the last N lines (default: all there are).");

  private final Flag<Instant> since = Times.sinceFlag();
  private final NodeOption node = new NodeOption();
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Prints what components of a node have written, in the node's newest session, by time.",
        "A line that does not begin with a time has that of the line before it.",
        "With --format json, each line is an object with the keys time, component and line.");
    Manual.examples(
        spec,
        "nodectl logs",
        "nodectl logs gcs-server raylet --since 10m",
        "nodectl logs --tail 20 -f raylet --name w1");
    spec.addPositional(components);
    follow.addTo(spec);
    tail.addTo(spec);
    since.addTo(spec);
    node.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    LocalNode chosen = LocalNodes.of(outside).choose(node.name());
    ObjectNode status = chosen.record().publicStatus();
    List<String> wanted = wanted(chosen.name(), status);
    Session session = new Session(Path.of(status.path("session").asString("")));
    LogSink sink = new LogSink(outside.out(), style(wanted));
    Path latest = chosen.folder().latestSession();
    try {
      Optional<Path> newer =
          read(session, wanted, readers -> print(session, readers, sink, latest));
      tellIfNothing(session, wanted, outside);
      while (newer.isPresent()) {
        Session next = new Session(newer.get());
        outside.err().println(goesOn(chosen.name(), next));
        newer = read(next, wanted, readers -> follow(next, new LogMerge(readers), sink, latest));
      }
    } catch (IOException e) {
      throw Words.problem(
          ExitCode.COMPONENT_FAILED,
          "cannot read the logs in %s: %s".formatted(session.folder(), e));
    }
    return ExitCode.DONE.number();
  }

  private static String goesOn(String node, Session session) {
    return "node '%s' was started again: this goes on with session %s"
        .formatted(node, session.folder().getFileName());
  }

  /// What is done with the logs of one session.
  private interface Reading {
    /// @return the folder of the session to go on with, if any
    Optional<Path> of(List<LogReader> readers) throws IOException, InterruptedException;
  }

  private Optional<Path> read(Session session, List<String> wanted, Reading reading)
      throws IOException, InterruptedException {
    List<LogReader> readers = new ArrayList<>();
    try {
      for (String name : wanted) {
        readers.add(new LogReader(name, new LogTrail(session.log(name)), sinceMillis()));
      }
      return reading.of(readers);
    } finally {
      readers.forEach(LogReader::close);
    }
  }

  private static Optional<Path> follow(Session session, LogMerge logs, LogSink sink, Path latest)
      throws IOException, InterruptedException {
    Path folder = Objects.requireNonNull(session.log("any").getParent());
    return new LogFollower(folder, logs, latest).follow(sink);
  }

  private Optional<Path> print(Session session, List<LogReader> readers, LogSink sink, Path latest)
      throws IOException, InterruptedException {
    for (LogReader reader : readers) {
      if (tail.isGiven()) {
        reader.skipToLast(tail.value().orElseThrow());
      }
      if (!follow.isGiven()) {
        reader.endWithThePresent();
      }
    }
    LogMerge logs = new LogMerge(readers);
    boolean wanted = tail.isGiven() ? printLast(logs, sink) : printAll(logs, sink);
    return wanted && follow.isGiven() ? follow(session, logs, sink, latest) : Optional.empty();
  }

  private boolean printAll(LogMerge logs, LogSink sink) throws IOException {
    if (logs.copyTo(line -> line.millis() < sinceMillis() || sink.test(line))
        && !follow.isGiven()) {
      logs.copyRestTo(sink);
    }
    return sink.flush();
  }

  private boolean printLast(LogMerge logs, LogSink sink) throws IOException {
    Deque<LogLine> last = new ArrayDeque<>();
    long most = tail.value().orElseThrow();
    logs.copyTo(line -> keepLast(line, last, most));
    if (!follow.isGiven()) {
      logs.copyRestTo(line -> keepLast(line, last, most));
    }
    return last.stream().allMatch(sink) && sink.flush();
  }

  private boolean keepLast(LogLine line, Deque<LogLine> last, long most) {
    if (line.millis() >= sinceMillis()) {
      last.addLast(line);
    }
    if (last.size() > most) {
      last.removeFirst();
    }
    return true;
  }

  private long sinceMillis() {
    return since.value().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
  }

  private LogSink.Style style(List<String> wanted) {
    if (output.isJson()) {
      return LogSink.json();
    }
    return wanted.size() == 1
        ? LogSink.asIs()
        : LogSink.named(wanted.stream().mapToInt(String::length).max().orElse(0));
  }

  private void tellIfNothing(Session session, List<String> wanted, Outside outside) {
    if (!follow.isGiven() && wanted.stream().allMatch(name -> Files.notExists(session.log(name)))) {
      outside.err().println("nothing was written to " + session.log(wanted.getFirst()));
    }
  }

  private List<String> wanted(String node, ObjectNode status) throws ProblemException {
    List<String> known = new ArrayList<>();
    for (JsonNode each : status.path("components")) {
      known.add(each.path("name").asString(""));
    }
    known.addAll(OURS);
    String @Nullable [] given = components.getValue();
    if (given == null) {
      return known;
    }
    List<String> named = List.of(given);
    for (String name : named) {
      if (!known.contains(name)) {
        throw Words.problem(
            ExitCode.NOTHING_THERE,
            "node '%s' has no component '%s'; it has %s"
                .formatted(node, name, String.join(", ", known)));
      }
    }
    return named.stream().distinct().toList();
  }
}
