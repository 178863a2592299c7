package io.nodectl.cli;

import io.nodectl.messages.ray.autoscaler.ClusterResourceState;
import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.messages.raylet.WorkerState;
import io.nodectl.messages.raylet.WorkersGrpc;
import io.nodectl.node.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What waits for resources: programs of `run`, and what Ray's nodes and placement groups wait for.
///
/// @param limit how many to show at most
record PendingWorkers(GcsLink gcs, long limit) {
  Listing listing(ClusterResourceState state) throws ProblemException, InterruptedException {
    EveryRaylet.Answers<ListReply> answers =
        new EveryRaylet(gcs)
            .ask(
                ClusterRaylets.of(gcs).all(),
                channel ->
                    WorkersGrpc.newBlockingStub(channel)
                        .list(ListRequest.newBuilder().addStates(WorkerState.PENDING).build()));
    List<WorkerInfo> all =
        ClusterWorkers.workers(answers)
            .filter(worker -> worker.getState() == WorkerState.PENDING)
            .toList();
    List<WorkerInfo> shown = all.stream().limit(limit).toList();
    ObjectNode json = ClusterResources.waitingJson(state);
    ArrayNode rows = json.putArray("pending_workers");
    shown.forEach(worker -> rows.add(WorkerJson.of(worker)));
    json.set("silent_nodes", EveryRaylet.json(answers.silent()));
    List<String> lines = new ArrayList<>(table(shown).lines());
    lines.addAll(ClusterResources.waiting(state));
    List<String> notes = new ArrayList<>(EveryRaylet.warnings(answers.silent()));
    if (shown.size() < all.size()) {
      notes.add("note: these are %d of %d: see --limit".formatted(shown.size(), all.size()));
    }
    return new Listing(
        json, lines, notes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", notes)));
  }

  private static Table table(List<WorkerInfo> workers) {
    Table table = new Table("WORKER", "NAME", "NODE", "SINCE", "WAITS FOR");
    Instant now = Instant.now();
    for (WorkerInfo worker : workers) {
      table.row(
          Ids.shortened(worker.getWorkerId(), Ids.SHORTEST_PREFIX),
          worker.getName(),
          Ids.shortened(worker.getNodeId(), Ids.SHORTEST_PREFIX),
          Ages.text(Duration.between(Instant.ofEpochMilli(worker.getAskedMs()), now)),
          worker.getReason());
    }
    return table;
  }
}
