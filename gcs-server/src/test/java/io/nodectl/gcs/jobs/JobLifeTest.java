package io.nodectl.gcs.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.nodes.TestNodes;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.workers.TestWorkers;
import io.nodectl.messages.ray.AddJobRequest;
import io.nodectl.messages.ray.AddWorkerInfoRequest;
import io.nodectl.messages.ray.GcsStatus;
import io.nodectl.messages.ray.GetAllJobInfoRequest;
import io.nodectl.messages.ray.GetNextJobIDRequest;
import io.nodectl.messages.ray.GetWorkerInfoRequest;
import io.nodectl.messages.ray.InternalKVPutRequest;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc.JobInfoGcsServiceBlockingStub;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.JobsAPIInfo;
import io.nodectl.messages.ray.MarkJobFinishedRequest;
import io.nodectl.messages.ray.RegisterNodeRequest;
import io.nodectl.messages.ray.ReportWorkerFailureRequest;
import io.nodectl.messages.ray.UnregisterNodeRequest;
import io.nodectl.messages.ray.WorkerInfoGcsServiceGrpc;
import io.nodectl.messages.ray.WorkerInfoGcsServiceGrpc.WorkerInfoGcsServiceBlockingStub;
import io.nodectl.messages.ray.WorkerTableData;
import io.nodectl.messages.ray.WorkerType;
import io.nodectl.rpc.BindFailed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Jobs and workers over the wire, and what the ends of workers and nodes mean for them.
class JobLifeTest {

  private LoopbackGcs gcs;
  private JobInfoGcsServiceBlockingStub jobs;
  private WorkerInfoGcsServiceBlockingStub workers;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
    jobs = JobInfoGcsServiceGrpc.newBlockingStub(gcs.channel());
    workers = WorkerInfoGcsServiceGrpc.newBlockingStub(gcs.channel());
    var _ =
        gcs.nodes()
            .registerNode(
                RegisterNodeRequest.newBuilder().setNodeInfo(TestNodes.worker(1)).build());
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  @Test
  void a_job_ends_when_somebody_says_so_and_again_does_no_harm() {
    assertEquals(1, jobs.getNextJobID(GetNextJobIDRequest.getDefaultInstance()).getJobId());
    assertEquals(Statuses.ok(), add(TestJobs.on(1, 1)));
    assertEquals(Statuses.ok(), add(TestJobs.on(1, 1)));
    assertFalse(onlyJob().getIsDead());
    assertEquals(Statuses.ok(), finish(TestJobs.id(1)));
    assertEquals(Statuses.ok(), finish(TestJobs.id(1)));
    assertTrue(onlyJob().getIsDead());
    assertEquals(Statuses.INVALID, add(TestJobs.on(1, 1)).getCode());
    assertEquals(Statuses.NOT_FOUND, finish(TestJobs.id(2)).getCode());
  }

  @Test
  void what_is_kept_of_a_submitted_job_is_told_with_it() {
    add(TestJobs.on(1, 1));
    assertFalse(onlyJob().hasJobInfo());
    keep(
        "submission-1",
        "{\"status\": \"RUNNING\", \"entrypoint\": \"python x.py\", \"message\": null,"
            + " \"start_time\": 1700000000123, \"metadata\": {\"a\": \"b\"}, \"entrypoint_num_cpus\": 0.5,"
            + " \"added_later\": {\"x\": [1]}}");
    JobsAPIInfo info = onlyJob().getJobInfo();
    assertEquals("RUNNING", info.getStatus());
    assertEquals("python x.py", info.getEntrypoint());
    assertFalse(info.hasMessage());
    assertEquals(1700000000123L, info.getStartTime());
    assertEquals("b", info.getMetadataOrThrow("a"));
    assertEquals(0.5, info.getEntrypointNumCpus());
    keep("submission-1", "{\"status\": ");
    assertFalse(onlyJob().hasJobInfo());
  }

  private void keep(String submission, String json) {
    var _ =
        gcs.kv()
            .internalKVPut(
                InternalKVPutRequest.newBuilder()
                    .setNamespace(ByteString.copyFromUtf8("job"))
                    .setKey(ByteString.copyFromUtf8("_ray_internal_job_info_" + submission))
                    .setValue(ByteString.copyFromUtf8(json))
                    .setOverwrite(true)
                    .build());
  }

  @Test
  void a_job_ends_with_its_driver_but_not_with_another_worker() {
    add(TestJobs.on(1, 1));
    report(TestWorkers.on(1, 7));
    assertFalse(onlyJob().getIsDead());
    report(
        TestWorkers.on(1, 7).toBuilder()
            .setWorkerType(WorkerType.DRIVER)
            .setWorkerAddress(TestJobs.on(1, 1).getDriverAddress())
            .build());
    assertTrue(onlyJob().getIsDead());
  }

  @Test
  void jobs_and_workers_end_with_their_node() {
    add(TestJobs.on(1, 1));
    add(TestWorkers.on(1, 7));
    var _ =
        gcs.nodes()
            .unregisterNode(
                UnregisterNodeRequest.newBuilder().setNodeId(TestNodes.id(1).bytes()).build());
    assertTrue(onlyJob().getIsDead());
    assertFalse(
        workers
            .getWorkerInfo(GetWorkerInfoRequest.newBuilder().setWorkerId(TestWorkers.id(7)).build())
            .getWorkerTableData()
            .getIsAlive());
  }

  @Test
  void a_driver_that_does_not_answer_runs_no_tasks() {
    add(TestJobs.on(1, 1));
    JobTableData job =
        jobs.getAllJobInfo(GetAllJobInfoRequest.getDefaultInstance()).getJobInfoList(0);
    assertTrue(job.hasIsRunningTasks());
    assertFalse(job.getIsRunningTasks());
  }

  @Test
  void ids_of_another_length_are_refused() {
    ByteString wrong = ByteString.copyFromUtf8("wrong");
    assertEquals(Statuses.INVALID, finish(wrong).getCode());
    assertEquals(
        Statuses.INVALID, add(TestJobs.on(1, 1).toBuilder().setJobId(wrong).build()).getCode());
    assertEquals(Statuses.INVALID, report(WorkerTableData.getDefaultInstance()).getCode());
    assertEquals(
        Statuses.INVALID,
        jobs.getAllJobInfo(GetAllJobInfoRequest.newBuilder().setLimit(-1).build())
            .getStatus()
            .getCode());
  }

  private JobTableData onlyJob() {
    List<JobTableData> all =
        jobs.getAllJobInfo(
                GetAllJobInfoRequest.newBuilder().setSkipIsRunningTasksField(true).build())
            .getJobInfoListList();
    assertEquals(1, all.size());
    return all.getFirst();
  }

  private GcsStatus add(JobTableData job) {
    return jobs.addJob(AddJobRequest.newBuilder().setData(job).build()).getStatus();
  }

  private void add(WorkerTableData row) {
    var _ = workers.addWorkerInfo(AddWorkerInfoRequest.newBuilder().setWorkerData(row).build());
  }

  private GcsStatus finish(ByteString job) {
    return jobs.markJobFinished(MarkJobFinishedRequest.newBuilder().setJobId(job).build())
        .getStatus();
  }

  private GcsStatus report(WorkerTableData failure) {
    return workers
        .reportWorkerFailure(
            ReportWorkerFailureRequest.newBuilder().setWorkerFailure(failure).build())
        .getStatus();
  }
}
