package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.storage.Retention;
import io.nodectl.gcs.storage.Table;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.JobTableData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All jobs of the cluster, running and ended.
public record JobTable(Tables tables) {

  /// Ended jobs are remembered for a while, the last ones. Ray 2.60 remembers all.
  static final Retention<JobTableData> RETENTION =
      new Retention<>(
          Table.JOBS,
          JobTableData::getIsDead,
          Comparator.comparingLong(JobTableData::getEndTime),
          10_000);

  private static final ByteString LAST_ID = ByteString.copyFromUtf8("last_job_id");

  /// Draws the number of a new job: 1, then ever larger ones, also after a restart.
  int nextId() {
    int id = tables.get(Table.CLUSTER, LAST_ID).map(JobTable::number).orElse(0) + 1;
    while (find(bytes(id)).isPresent()) {
      id++;
    }
    tables.put(Table.CLUSTER, LAST_ID, bytes(id));
    return id;
  }

  /// Takes a job in.
  ///
  /// @param data what its driver's raylet says of it; times and end in it are ignored
  /// @param nowMs milliseconds since the epoch
  JobStart add(JobTableData data, long nowMs) {
    Optional<JobTableData> known = find(data.getJobId());
    if (known.isPresent()) {
      return known.get().getIsDead() ? new JobStart.EndedAlready() : new JobStart.RunsAlready();
    }
    JobTableData job =
        data.toBuilder()
            .setIsDead(false)
            .setTimestamp(nowMs)
            .setStartTime(nowMs)
            .clearEndTime()
            .build();
    put(job);
    return new JobStart.Started(job);
  }

  /// Ends a job.
  ///
  /// @param nowMs milliseconds since the epoch
  JobEnd finish(ByteString id, long nowMs) {
    Optional<JobTableData> known = find(id);
    if (known.isEmpty()) {
      return new JobEnd.Unknown();
    }
    if (known.get().getIsDead()) {
      return new JobEnd.FinishedAlready();
    }
    JobTableData job =
        known.get().toBuilder().setIsDead(true).setTimestamp(nowMs).setEndTime(nowMs).build();
    put(job);
    var _ = RETENTION.ended(tables);
    return new JobEnd.Finished(job);
  }

  /// Ends all running jobs of which this is true.
  ///
  /// @return those jobs
  List<JobTableData> finishAll(Predicate<JobTableData> doomed, long nowMs) {
    List<JobTableData> finished = new ArrayList<>();
    for (JobTableData job : all()) {
      if (!job.getIsDead()
          && doomed.test(job)
          && finish(job.getJobId(), nowMs) instanceof JobEnd.Finished(JobTableData ended)) {
        finished.add(ended);
      }
    }
    return finished;
  }

  /// A job that runs or has ended.
  public Optional<JobTableData> find(ByteString id) {
    return tables.get(Table.JOBS, id);
  }

  /// All jobs, running and ended.
  public List<JobTableData> all() {
    return tables.all(Table.JOBS);
  }

  private void put(JobTableData job) {
    tables.put(Table.JOBS, job.getJobId(), job);
  }

  /// A job's id is its number, little endian in Ray 2.60.
  private static ByteString bytes(int number) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  private static int number(ByteString bytes) {
    return bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
