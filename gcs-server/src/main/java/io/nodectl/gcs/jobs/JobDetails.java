package io.nodectl.gcs.jobs;

import io.nodectl.gcs.peers.CoreWorkers;
import io.nodectl.gcs.peers.PeerAddress;
import io.nodectl.messages.ray.JobTableData;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// What is not in a job's row: whether it has something to do at the moment, which its driver
/// knows.
///
/// @param patience how long to wait for a driver; one that does not answer has nothing to do
record JobDetails(CoreWorkers drivers, Duration patience) {

  /// The same jobs, each with the word whether its tasks are running.
  CompletableFuture<List<JobTableData>> withRunningTasks(List<JobTableData> jobs) {
    List<CompletableFuture<JobTableData>> asked = jobs.stream().map(this::ask).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<JobTableData> ask(JobTableData job) {
    CompletableFuture<Boolean> running =
        job.getIsDead() || !job.hasDriverAddress()
            ? CompletableFuture.completedFuture(false)
            : drivers
                .at(PeerAddress.of(job.getDriverAddress()))
                .numPendingTasks()
                .thenApply(reply -> reply.getNumPendingTasks() > 0)
                .exceptionally(_ -> false)
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
    return running.thenApply(is -> job.toBuilder().setIsRunningTasks(is).build());
  }
}
