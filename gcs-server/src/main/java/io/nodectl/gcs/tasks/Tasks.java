package io.nodectl.gcs.tasks;

import io.nodectl.gcs.jobs.JobListener;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.threads.RestingThread;
import io.nodectl.gcs.workers.WorkerFailure;
import io.nodectl.gcs.workers.WorkerListener;
import io.nodectl.messages.ray.ErrorType;
import io.nodectl.messages.ray.GetTaskEventsReply;
import io.nodectl.messages.ray.GetTaskEventsRequest;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.RayErrorInfo;
import io.nodectl.messages.ray.TaskEventData;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Collects what happens to tasks, on a thread of its own while there is something to do. Nothing
/// of it outlives the process.
///
/// What a dead worker or an ended job has left unfinished is declared failed, some time later as
/// Ray 2.60 does, so that their own last words come first.
public final class Tasks implements WorkerListener, JobListener, AutoCloseable {

  private static final long AFTER_WORKER_MS = 1000;
  private static final long AFTER_JOB_MS = 15_000;
  private static final long NANOS_PER_MS = 1_000_000;

  private static final long COUNTING_TAKES_S = 1;

  private final LongAdder exportedEvents = new LongAdder();
  private final LongAdder ignoredEvents = new LongAdder();
  private final TaskLog log = new TaskLog(TaskLog.Limits.USUAL);
  private final ExecutorService thread = RestingThread.named("tasks");

  @Override
  public void died(WorkerFailure failure) {
    RayErrorInfo error =
        error(
            "Worker running the task (%s) died with exit_type: %s with error_message: %s"
                .formatted(
                    HexFormat.of().formatHex(failure.worker().toByteArray()),
                    failure.row().getExitType(),
                    failure.row().getExitDetail()));
    failLater(
        AFTER_WORKER_MS,
        attempt -> attempt.worker().equals(failure.worker()),
        error,
        failure.row().getEndTimeMs());
  }

  @Override
  public void started(JobTableData job) {}

  @Override
  public void finished(JobTableData job) {
    failLater(
        AFTER_JOB_MS,
        attempt -> attempt.job().equals(job.getJobId()),
        error(
            "Job finishes (%s) as driver exits. Marking all non-terminal tasks as failed."
                .formatted(HexFormat.of().formatHex(job.getJobId().toByteArray()))),
        job.getEndTime());
  }

  /// Why what is told makes no sense; empty if it does.
  public static Optional<String> problem(TaskEventData data) {
    return Stream.concat(
            data.getEventsByTaskList().stream()
                .flatMap(
                    events ->
                        Stream.of(
                            IdKind.TASK.problem(events.getTaskId()),
                            IdKind.JOB.problemIfGiven(events.getJobId()))),
            data.getDroppedTaskAttemptsList().stream()
                .map(attempt -> IdKind.TASK.problem(attempt.getTaskId())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// Takes in what a worker tells.
  ///
  /// @return completed when that is done: who tells much is slowed down
  public CompletableFuture<Void> add(TaskEventData data) {
    return CompletableFuture.runAsync(() -> log.add(data), thread);
  }

  CompletableFuture<GetTaskEventsReply> find(GetTaskEventsRequest request) {
    return CompletableFuture.supplyAsync(() -> TaskQuery.answer(request, log), thread);
  }

  /// Counts what nodes have exported.
  ///
  /// @param taken events of tasks
  /// @param ignored events of other kinds
  public void exported(int taken, int ignored) {
    exportedEvents.add(taken);
    ignoredEvents.add(ignored);
  }

  /// How many events of tasks nodes have exported.
  public long exportedEvents() {
    return exportedEvents.sum();
  }

  /// How many others.
  public long ignoredEvents() {
    return ignoredEvents.sum();
  }

  /// Of how many attempts something is missing, for a thread that may wait for the number; 0 if
  /// that takes too long.
  public long dropped() {
    return CompletableFuture.supplyAsync(log::statesDropped, thread)
        .completeOnTimeout(0L, COUNTING_TAKES_S, TimeUnit.SECONDS)
        .join();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void failLater(
      long delayMs, Predicate<Attempt> doomed, RayErrorInfo error, long endedAtMs) {
    Executor later = CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS, thread);
    later.execute(() -> log.fail(doomed, error, endedAtMs * NANOS_PER_MS));
  }

  private static RayErrorInfo error(String message) {
    return RayErrorInfo.newBuilder()
        .setErrorType(ErrorType.WORKER_DIED)
        .setErrorMessage(message)
        .build();
  }
}
