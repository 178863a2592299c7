package io.nodectl.gcs.jobs;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.nodectl.gcs.kv.KvTable;
import io.nodectl.gcs.storage.Tables;
import io.nodectl.messages.ray.JobTableData;
import io.nodectl.messages.ray.JobsAPIInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A job and what Ray 2.60's job manager keeps about it in the internal key-value store, as JSON,
/// if it was submitted there.
///
/// @param json as it is kept; empty if the job was not submitted
record Submission(JobTableData job, Optional<ByteString> json) {

  private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

  private static final ByteString NAMESPACE = ByteString.copyFromUtf8("job");
  private static final String KEY = "_ray_internal_job_info_";

  /// A job without it.
  static Submission none(JobTableData job) {
    return new Submission(job, Optional.empty());
  }

  /// A job with what is kept now.
  static Submission find(JobTableData job, Tables tables) {
    return new Submission(
        job,
        JobQuery.submission(job)
            .flatMap(id -> new KvTable(tables).get(NAMESPACE, ByteString.copyFromUtf8(KEY + id))));
  }

  /// The jobs, each with that as its `job_info`. JSON is not read on the caller's thread, which
  /// others wait for.
  static CompletableFuture<List<JobTableData>> told(List<Submission> all) {
    return all.stream().anyMatch(each -> each.json.isPresent())
        ? CompletableFuture.supplyAsync(() -> toldNow(all))
        : CompletableFuture.completedFuture(toldNow(all));
  }

  private static List<JobTableData> toldNow(List<Submission> all) {
    return all.stream().map(Submission::told).toList();
  }

  private JobTableData told() {
    if (json.isEmpty()) {
      return job;
    }
    JobsAPIInfo.Builder info = JobsAPIInfo.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(json.get().toStringUtf8(), info);
    } catch (InvalidProtocolBufferException e) {
      // Somebody else's words: the job is told without them.
      LOG.debug("what is kept of a submitted job is not read", e);
      return job;
    }
    return job.toBuilder().setJobInfo(info).build();
  }
}
