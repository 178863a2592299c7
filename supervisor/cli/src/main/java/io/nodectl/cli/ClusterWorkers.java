package io.nodectl.cli;

import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.WorkerInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The workers of a cluster, rendered.
///
/// @param limit how many to show at most
/// @param now the time that ages are counted from
record ClusterWorkers(long limit, Instant now) {
  private static final int LONGEST_COMMAND = 40;

  Listing listing(EveryRaylet.Answers<ListReply> answers, Predicate<WorkerInfo> wanted) {
    List<WorkerInfo> all = workers(answers).filter(wanted).toList();
    List<WorkerInfo> shown = all.stream().limit(limit).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode rows = json.putArray("workers");
    shown.forEach(worker -> rows.add(WorkerJson.of(worker)));
    json.set("silent_nodes", EveryRaylet.json(answers.silent()));
    json.put("cut", shown.size() < all.size());
    return new Listing(json, table(shown).lines(), notes(answers, shown.size(), all.size()));
  }

  /// Those of all nodes that answered, the newest first.
  static Stream<WorkerInfo> workers(EveryRaylet.Answers<ListReply> answers) {
    return answers.replies().stream()
        .flatMap(reply -> reply.reply().getWorkersList().stream())
        .sorted(Comparator.comparingLong(WorkerInfo::getAskedMs).reversed());
  }

  private static Optional<String> notes(
      EveryRaylet.Answers<ListReply> answers, int shown, int total) {
    List<String> notes = new ArrayList<>(EveryRaylet.warnings(answers.silent()));
    if (shown < total) {
      notes.add("note: these are %d of %d: see --limit".formatted(shown, total));
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notes));
  }

  private Table table(List<WorkerInfo> workers) {
    int worker = Ids.prefixLength(workers.stream().map(WorkerInfo::getWorkerId).toList());
    int node = Ids.prefixLength(workers.stream().map(WorkerInfo::getNodeId).distinct().toList());
    Table table =
        new Table(
            "WORKER",
            "NAME",
            "NODE",
            "STATE",
            "PID",
            "ENDPOINT",
            "RESTARTS",
            "AGE",
            "MEMORY",
            "GPUS",
            "COMMAND");
    for (WorkerInfo info : workers) {
      table.row(
          Ids.shortened(info.getWorkerId(), worker),
          info.getName(),
          Ids.shortened(info.getNodeId(), node),
          info.getState().name(),
          info.getPid() > 0 ? Long.toString(info.getPid()) : "",
          WorkerText.ports(info),
          Integer.toString(info.getRestarts()),
          age(info),
          WorkerText.bytes(info.getMemoryBytes()),
          WorkerText.devices(info),
          remark(info));
    }
    return table;
  }

  /// Since its newest launch, or since it was asked for.
  private String age(WorkerInfo worker) {
    long since = worker.getLaunchedMs() > 0 ? worker.getLaunchedMs() : worker.getAskedMs();
    return since == 0 ? "" : Ages.text(Duration.between(Instant.ofEpochMilli(since), now));
  }

  private static String remark(WorkerInfo worker) {
    String command = String.join(" ", worker.getArgvList()).replaceAll("\\s+", " ");
    return command.length() <= LONGEST_COMMAND
        ? command
        : command.substring(0, LONGEST_COMMAND - 3) + "...";
  }
}
