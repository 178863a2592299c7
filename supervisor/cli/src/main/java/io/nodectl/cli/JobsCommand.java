package io.nodectl.cli;

import io.nodectl.messages.ray.GetAllJobInfoReply;
import io.nodectl.messages.ray.GetAllJobInfoRequest;
import io.nodectl.messages.ray.JobInfoGcsServiceGrpc;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.node.ProblemException;
import io.nodectl.program.Flag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `nodectl jobs`
final class JobsCommand implements Task {
  private final Flag<Boolean> running =
      Flag.of("--running", "Only those whose driver has not ended.");

  private final AskOptions ask = new AskOptions();

  @Override
  public void describe(CommandSpec spec) {
    Manual.says(
        spec,
        "Lists the jobs of a cluster as its gcs-server knows them, from any host: one for each driver",
        "that has joined.");
    Manual.examples(
        spec,
        "nodectl jobs --running",
        "nodectl jobs --format json | jq -r '.[] | select(.state == \"RUNNING\") | .driver_pid'");
    running.addTo(spec);
    ask.addForListTo(spec);
  }

  @Override
  public int run(Outside outside) throws ProblemException, InterruptedException {
    GetAllJobInfoRequest request =
        GetAllJobInfoRequest.newBuilder().setSkipIsRunningTasksField(true).build();
    return ask.run(
        outside,
        gcs -> {
          GetAllJobInfoReply reply =
              gcs.ask(
                  channel -> JobInfoGcsServiceGrpc.newBlockingStub(channel).getAllJobInfo(request),
                  GetAllJobInfoReply::getStatus);
          return listing(reply.getJobInfoListList());
        });
  }

  private Listing listing(List<JobTableData> all) {
    List<JobTableData> wanted =
        all.stream().filter(job -> !running.isGiven() || !job.getIsDead()).toList();
    List<JobTableData> shown = wanted.stream().limit(ask.limit()).toList();
    return Listing.of(json(shown), table(shown), wanted.size());
  }

  private static ArrayNode json(List<JobTableData> jobs) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JobTableData job : jobs) {
      ObjectNode json = array.addObject();
      json.put("job_id", Ids.hex(job.getJobId()));
      json.put("state", state(job));
      json.put("driver_ip", job.getDriverIpAddress());
      json.put("driver_pid", job.getDriverPid());
      json.put("namespace", job.getConfig().getRayNamespace());
      json.put("start_time_ms", job.getStartTime());
      json.put("end_time_ms", job.getEndTime() == 0 ? null : job.getEndTime());
      json.put("entrypoint", job.getEntrypoint());
      json.put("submission_id", submission(job).orElse(null));
      json.put("submission_status", job.hasJobInfo() ? job.getJobInfo().getStatus() : null);
    }
    return array;
  }

  private static Table table(List<JobTableData> jobs) {
    Table table =
        new Table("JOB", "STATE", "STARTED", "DRIVER", "NAMESPACE", "SUBMITTED", "ENTRYPOINT");
    for (JobTableData job : jobs) {
      table.row(
          Ids.hex(job.getJobId()),
          state(job),
          Instant.ofEpochMilli(job.getStartTime()).toString(),
          "pid %d at %s".formatted(job.getDriverPid(), job.getDriverIpAddress()),
          job.getConfig().getRayNamespace(),
          submission(job)
              .map(id -> job.hasJobInfo() ? id + ": " + job.getJobInfo().getStatus() : id)
              .orElse("-"),
          Words.gist(job.getEntrypoint()));
    }
    return table;
  }

  /// The id that Ray's job manager gave it, if it was submitted there.
  private static Optional<String> submission(JobTableData job) {
    return Optional.ofNullable(job.getConfig().getMetadataMap().get("job_submission_id"));
  }

  private static String state(JobTableData job) {
    return job.getIsDead() ? "FINISHED" : "RUNNING";
  }
}
