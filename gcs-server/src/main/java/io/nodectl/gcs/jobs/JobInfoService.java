package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.peers.CoreWorkers;
import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.storage.Store;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.AddJobReply;
import io.nodectl.messages.ray.AddJobRequest;
import io.nodectl.messages.ray.Address;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllJobInfoReply;
import io.nodectl.messages.ray.GetAllJobInfoRequest;
import io.nodectl.messages.ray.GetNextJobIDReply;
import io.nodectl.messages.ray.GetNextJobIDRequest;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc.JobInfoGcsServiceImplBase;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.MarkJobFinishedReply;
import io.nodectl.messages.ray.MarkJobFinishedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The jobs over Ray 2.60's messages.
public final class JobInfoService extends JobInfoGcsServiceImplBase {

  private static final Duration DRIVERS_ANSWER_WITHIN = Duration.ofSeconds(5);

  private final Store store;
  private final Jobs jobs;
  private final JobDetails details;

  public JobInfoService(Store store, Jobs jobs, CoreWorkers drivers) {
    this.store = store;
    this.jobs = jobs;
    this.details = new JobDetails(drivers, DRIVERS_ANSWER_WITHIN);
  }

  @Override
  public void getNextJobID(GetNextJobIDRequest request, StreamObserver<GetNextJobIDReply> caller) {
    Reply.when(
        jobs.nextId()
            .thenApply(
                id -> GetNextJobIDReply.newBuilder().setStatus(Statuses.ok()).setJobId(id).build()),
        caller);
  }

  @Override
  public void addJob(AddJobRequest request, StreamObserver<AddJobReply> caller) {
    Reply.when(
        add(request.getData())
            .thenApply(status -> AddJobReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void markJobFinished(
      MarkJobFinishedRequest request, StreamObserver<MarkJobFinishedReply> caller) {
    Reply.when(
        finish(request.getJobId())
            .thenApply(status -> MarkJobFinishedReply.newBuilder().setStatus(status).build()),
        caller);
  }

  @Override
  public void getAllJobInfo(
      GetAllJobInfoRequest request, StreamObserver<GetAllJobInfoReply> caller) {
    Optional<String> problem = JobQuery.problem(request);
    if (problem.isPresent()) {
      Reply.with(
          caller,
          GetAllJobInfoReply.newBuilder().setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    CompletableFuture<List<JobTableData>> rows =
        store.ask(tables -> found(request, tables)).thenCompose(Submission::told);
    Reply.when(
        (request.getSkipIsRunningTasksField() ? rows : rows.thenCompose(details::withRunningTasks))
            .thenApply(
                found ->
                    GetAllJobInfoReply.newBuilder()
                        .setStatus(Statuses.ok())
                        .addAllJobInfoList(found)
                        .build()),
        caller);
  }

  private static List<Submission> found(GetAllJobInfoRequest request, Tables tables) {
    return JobQuery.chosen(request, new JobTable(tables).all()).stream()
        .map(
            job ->
                request.getSkipSubmissionJobInfoField()
                    ? Submission.none(job)
                    : Submission.find(job, tables))
        .toList();
  }

  private CompletableFuture<GcsStatus> add(JobTableData data) {
    return Statuses.invalidOr(
        problem(data),
        () ->
            jobs.add(data)
                .thenApply(
                    start ->
                        switch (start) {
                          case JobStart.Started _, JobStart.RunsAlready() -> Statuses.ok();
                          case JobStart.EndedAlready() ->
                              Statuses.invalid(
                                  "the job has ended and cannot come back; take a new id (GetNextJobID)");
                        }));
  }

  private CompletableFuture<GcsStatus> finish(ByteString id) {
    return Statuses.invalidOr(
        IdKind.JOB.problem(id),
        () ->
            jobs.finish(id)
                .thenApply(
                    end ->
                        switch (end) {
                          // Told twice: by the driver's raylet, and by the driver's own end.
                          case JobEnd.Finished _, JobEnd.FinishedAlready() -> Statuses.ok();
                          case JobEnd.Unknown() -> Statuses.notFound("there is no such job");
                        }));
  }

  private static Optional<String> problem(JobTableData data) {
    Address driver = data.getDriverAddress();
    return Stream.of(
            IdKind.JOB.problem(data.getJobId()),
            IdKind.NODE.problemIfGiven(driver.getNodeId()),
            IdKind.WORKER.problemIfGiven(driver.getWorkerId()))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
