package io.nodectl.raylet.workers;

import io.nodectl.messages.raylet.DescribeReply;
import io.nodectl.messages.raylet.LaunchRequest;
import io.nodectl.messages.raylet.ListReply;
import io.nodectl.messages.raylet.ListRequest;
import io.nodectl.messages.raylet.WorkerInfo;
import io.nodectl.spawn.ProcessTree;
import io.nodectl.spawn.ProcessUsage;
import java.util.List;

/// Answers which workers there are.
record Inventory(WorkerMessages messages, ListRequest request) {
  private static final int USUAL_LIMIT = 10_000;
  private static final int LINES = 20;
  private static final long KIB = 1024;

  ListReply of(WorkerBook book) {
    int limit = request.getLimit() == 0 ? USUAL_LIMIT : request.getLimit();
    List<Worker> wanted = book.newestFirst().stream().filter(this::isWanted).toList();
    ListReply.Builder reply = ListReply.newBuilder();
    wanted.stream().limit(limit).forEach(worker -> reply.addWorkers(row(worker)));
    return reply.setCut(wanted.size() > limit || book.hasForgotten()).build();
  }

  private boolean isWanted(Worker worker) {
    boolean ofState =
        request.getStatesCount() == 0
            || request.getStatesList().contains(WorkerMessages.state(worker.life.state()));
    return ofState
        && (request.getName().isEmpty()
            || request.getName().equals(worker.terms.request().getName()));
  }

  private WorkerInfo row(Worker worker) {
    WorkerInfo info = messages.info(worker);
    return request.getWithMemory() && worker.pid > 0
        ? info.toBuilder().setMemoryBytes(memoryOfTree(worker.pid)).build()
        : info;
  }

  private static long memoryOfTree(long pid) {
    long kib = residentKib(pid);
    for (long descendant : ProcessTree.descendants(pid)) {
      kib += residentKib(descendant);
    }
    return kib * KIB;
  }

  private static long residentKib(long pid) {
    return ProcessUsage.of(pid).map(ProcessUsage::rssKib).orElse(0L);
  }

  static DescribeReply description(WorkerMessages messages, Worker worker) {
    LaunchRequest request = worker.terms.request();
    LaunchRequest.Builder shown = request.toBuilder();
    shown
        .getProgramBuilder()
        .getEnvMap()
        .keySet()
        .forEach(name -> shown.getProgramBuilder().putEnv(name, ""));
    DescribeReply.Builder reply =
        DescribeReply.newBuilder().setWorker(messages.info(worker)).setRequest(shown);
    worker.notes.forEach(note -> reply.addEvents(WorkerMessages.event(note)));
    worker.ends.forEach(end -> reply.addExits(WorkerMessages.exit(end)));
    if (worker.program != null) {
      reply.addAllLastLines(worker.program.child().lastLines(LINES));
    } else if (!worker.ends.isEmpty()) {
      reply.addAllLastLines(worker.ends.getLast().end().lastLines());
    }
    return reply.build();
  }
}
