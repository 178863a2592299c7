package io.nodectl.gcs.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.TestStores;
import io.nodectl.messages.ray.GetAllJobInfoRequest;
import io.nodectl.messages.ray.JobTableData;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTableTest {

  private final JobTable table = new JobTable(TestStores.tables());

  @Test
  void numbers_grow_and_step_over_jobs_that_came_by_themselves() {
    assertEquals(1, table.nextId());
    assertEquals(2, table.nextId());
    table.add(TestJobs.on(1, 3), 0);
    assertEquals(4, table.nextId());
  }

  @Test
  void a_job_runs_until_it_ends_and_its_times_are_ours() {
    JobTableData told = TestJobs.on(1, 1).toBuilder().setIsDead(true).setEndTime(7).build();
    var started = assertInstanceOf(JobStart.Started.class, table.add(told, 100));
    assertEquals(100, started.job().getStartTime());
    assertEquals(100, started.job().getTimestamp());
    assertEquals(0, started.job().getEndTime());
    assertEquals(new JobStart.RunsAlready(), table.add(told, 150));

    var finished = assertInstanceOf(JobEnd.Finished.class, table.finish(TestJobs.id(1), 200));
    assertEquals(200, finished.job().getEndTime());
    assertEquals(100, finished.job().getStartTime());
    assertEquals(new JobEnd.FinishedAlready(), table.finish(TestJobs.id(1), 300));
    assertEquals(new JobStart.EndedAlready(), table.add(told, 400));
    assertEquals(new JobEnd.Unknown(), table.finish(TestJobs.id(2), 300));
  }

  @Test
  void only_running_jobs_are_ended_together() {
    table.add(TestJobs.on(1, 1), 0);
    table.add(TestJobs.on(1, 2), 0);
    table.add(TestJobs.on(2, 3), 0);
    table.finish(TestJobs.id(1), 1);
    List<JobTableData> ended =
        table.finishAll(job -> job.getEntrypoint().compareTo("job-3") < 0, 2);
    assertEquals(List.of("job-2"), ended.stream().map(JobTableData::getEntrypoint).toList());
  }

  @Test
  void the_longest_ended_jobs_are_forgotten_and_running_ones_never() {
    table.add(TestJobs.on(1, 1), 0);
    int surplus = 3;
    int most = JobTable.RETENTION.most();
    for (int i = 0; i < most + surplus; i++) {
      ByteString id = ByteString.copyFrom(ByteBuffer.allocate(4).putInt(0x7f << 24 | i).array());
      table.add(TestJobs.on(1, 2).toBuilder().setJobId(id).build(), i);
      if (i < surplus || i >= most) {
        table.finish(id, i);
      }
    }
    assertEquals(most + surplus + 1, table.all().size());
    table.finishAll(job -> !job.getJobId().equals(TestJobs.id(1)), 100_000);
    int ended = table.all().size() - 1;
    assertTrue(ended >= JobTable.RETENTION.remembered() && ended <= most, () -> ended + " stay");
    assertEquals(false, table.find(TestJobs.id(1)).orElseThrow().getIsDead());
  }

  @Test
  void a_query_goes_by_the_hexadecimal_id_or_the_name_of_the_submission() {
    List<JobTableData> all = List.of(TestJobs.on(1, 1), TestJobs.on(1, 2));
    GetAllJobInfoRequest everything = GetAllJobInfoRequest.getDefaultInstance();
    assertEquals(all, JobQuery.chosen(everything, all));
    assertEquals(
        all.subList(0, 1), JobQuery.chosen(everything.toBuilder().setLimit(1).build(), all));
    assertEquals(List.of(), JobQuery.chosen(everything.toBuilder().setLimit(0).build(), all));
    assertEquals(all.subList(1, 2), JobQuery.chosen(named("02000000"), all));
    assertEquals(all.subList(0, 1), JobQuery.chosen(named("submission-1"), all));
    assertEquals(List.of(), JobQuery.chosen(named("submission-3"), all));
  }

  private static GetAllJobInfoRequest named(String name) {
    return GetAllJobInfoRequest.newBuilder().setJobOrSubmissionId(name).build();
  }
}
