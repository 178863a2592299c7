package io.nodectl.raylet.workers;

import io.nodectl.messages.gcs.LaunchRecord;
import io.nodectl.messages.raylet.FailureCode;
import io.nodectl.messages.raylet.WorkerState;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.LoggerFactory;

/// Keeps of the workers what a later raylet of this node has to know; on their thread.
final class Archive {
  private final Records records;
  private boolean closed;

  Archive(Records records) {
    this.records = records;
  }

  /// What becomes of the workers from now on is not kept any more.
  void close() {
    closed = true;
  }

  /// Keeps a worker as it is now; completes when it is kept, or cannot be.
  CompletableFuture<Void> keep(Worker worker) {
    if (closed) {
      return CompletableFuture.completedFuture(null);
    }
    LaunchRecord.Builder record =
        LaunchRecord.newBuilder()
            .setWorkerId(worker.id.bytes())
            .setRequest(worker.terms.request())
            .setIncarnation(worker.life.incarnation())
            .setRestarts(worker.life.restarts())
            .setAskedMs(worker.times.asked)
            .setAttached(worker.terms.attached());
    if (worker.isOver() && !worker.ends.isEmpty()) {
      record.setExit(WorkerMessages.exit(worker.ends.getLast()));
    }
    return records
        .put(record.build())
        .exceptionally(
            failure -> {
              LoggerFactory.getLogger(Archive.class)
                  .warn(
                      "worker {} is not kept by gcs-server, so a later raylet will not know it: {}",
                      worker.id.shortened(),
                      failure.getMessage());
              return null;
            });
  }

  void forget(WorkerId id) {
    records.remove(id);
  }

  /// What becomes of a worker that a raylet before this one has run.
  sealed interface Revived {}

  /// It is launched again.
  record Again(Worker worker) implements Revived {}

  /// It is only remembered.
  record Past(Worker worker) implements Revived {}

  /// It cannot be read any more.
  record Unreadable(String why) implements Revived {}

  static Revived revive(LaunchRecord record, long nowMs) {
    Terms terms;
    try {
      terms = TermsReader.read(record.getRequest(), record.getAttached());
    } catch (BadRequest e) {
      return new Unreadable(e.words());
    }
    WorkerId id = WorkerId.of(record.getWorkerId());
    int restarts = record.getRestarts();
    if (record.hasExit()) {
      return new Past(past(terms, record, WorkerMessages.pastEnd(record.getExit())));
    }
    var lost =
        new PastEnd(
            record.getIncarnation(),
            nowMs,
            new End.OfOurs(new Failure(FailureCode.RAYLET_DIED, "raylet died"), List.of()),
            false);
    if (terms.allowsRestartAfter(restarts)) {
      var again =
          new Worker(
              id, WorkerLife.again(terms, record.getIncarnation(), restarts), record.getAskedMs());
      remember(again, lost);
      again.note(new Note(nowMs, again.life.incarnation(), WorkerState.PENDING, "launched again"));
      return new Again(again);
    }
    return new Past(past(terms, record, lost));
  }

  private static LifeState stateAfter(PastEnd end) {
    boolean failed =
        end.end() instanceof End.OfOurs(Failure failure, var _)
            && failure.code() != FailureCode.RAYLET_DIED
            && !end.wished();
    return failed ? new LifeState.Failed(end.end()) : new LifeState.Exited(end.end());
  }

  /// An end, also in the time line.
  private static void remember(Worker worker, PastEnd end) {
    worker.remember(end);
    LifeState state = stateAfter(end);
    worker.note(
        new Note(end.atMs(), end.incarnation(), WorkerMessages.state(state), Reasons.of(state)));
  }

  private static Worker past(Terms terms, LaunchRecord record, PastEnd end) {
    var life =
        new WorkerLife(terms, stateAfter(end), record.getIncarnation(), record.getRestarts(), 0, 0);
    var worker = new Worker(WorkerId.of(record.getWorkerId()), life, record.getAskedMs());
    remember(worker, end);
    worker.reason = Reasons.of(life.state());
    worker.times.ended = end.atMs();
    return worker;
  }
}
