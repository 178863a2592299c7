package io.nodectl.cli;

import io.nodectl.handshake.ExitCode;
import io.nodectl.node.InvalidInput;
import io.nodectl.node.ProblemException;
import io.nodectl.node.SessionGc;
import io.nodectl.node.SessionRule;
import io.nodectl.program.Flag;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl gc`
final class GcCommand implements Task {
  private static final double MEBI = 1 << 20;

  private final NodeOption node = new NodeOption();

  private final Flag<Boolean> all = Flag.of("--all", "The sessions of all nodes.");

  private final Flag<Long> keep =
      Flag.of(
          "--keep",
          Flag.Value.called("N"),
          Values::count,
          "Keep the newest N sessions (default: 10; with",
          "--older-than alone: 0).");

  private final Flag<Duration> olderThan =
      Flag.of(
          "--older-than",
          Flag.Value.called("SPAN"),
          Times::span,
          "Keep what is younger, such as 12h (default: 7d;",
          "with --keep alone: nothing).");

  private final Flag<Boolean> dryRun = Flag.of("--dry-run", "Remove nothing, only tell.");
  private final OutputOptions output = new OutputOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Removes old sessions of a node: their logs and traces, nothing else.",
        "By default the newest 10 stay, and those of the last 7 days, up to 1 GiB per node.",
        "The session of a node that runs always stays. Each start does the same by itself.");
    Manual.examples(
        spec, "nodectl gc --dry-run", "nodectl gc --name w1 --keep 3", "nodectl gc --all");
    node.addTo(spec);
    all.addTo(spec);
    keep.addTo(spec);
    olderThan.addTo(spec);
    dryRun.addTo(spec);
    output.addTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException {
    if (all.isGiven() && node.name().isPresent()) {
      throw new InvalidInput("--all and --name both say which nodes: give one of them");
    }
    LocalNodes nodes = LocalNodes.of(outside);
    List<LocalNode> chosen = all.isGiven() ? nodes.known() : List.of(nodes.choose(node.name()));
    ArrayNode done = JsonNodeFactory.instance.arrayNode();
    for (LocalNode each : chosen) {
      SessionGc gc = new SessionGc(each.folder(), rule());
      SessionGc.Result result = dryRun.isGiven() ? gc.plan() : gc.collect();
      done.add(json(each.name(), result));
      if (!output.isJson()) {
        tell(each.name(), result, outside);
      }
    }
    if (output.isJson()) {
      OutputOptions.printJson(done, outside.out());
    }
    return ExitCode.DONE.number();
  }

  private SessionRule rule() {
    SessionRule usual = SessionRule.USUAL;
    int newest =
        keep.isGiven()
            ? (int) Math.min(Integer.MAX_VALUE, keep.value().orElseThrow())
            : olderThan.isGiven() ? 0 : usual.newest();
    Duration young = olderThan.value().orElse(keep.isGiven() ? Duration.ZERO : usual.youngerThan());
    return new SessionRule(newest, young, usual.totalBytes());
  }

  private void tell(String name, SessionGc.Result result, Outside outside) {
    String verb = dryRun.isGiven() ? "would remove" : "removed";
    for (SessionRule.Candidate session : result.removed()) {
      outside
          .out()
          .println("%s %s/sessions/%s (%s)".formatted(verb, name, session.name(), size(session)));
    }
    outside
        .err()
        .println(
            "node '%s': %s %d of %d sessions"
                .formatted(
                    name, verb, result.removed().size(), result.removed().size() + result.kept()));
  }

  private static String size(SessionRule.Candidate session) {
    return String.format(Locale.ROOT, "%.1f MiB", session.bytes() / MEBI);
  }

  private ObjectNode json(String name, SessionGc.Result result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("dry_run", dryRun.isGiven()).put("kept", result.kept());
    ArrayNode removed = json.putArray("removed");
    for (SessionRule.Candidate session : result.removed()) {
      removed.addObject().put("session", session.name()).put("bytes", session.bytes());
    }
    return json;
  }
}
