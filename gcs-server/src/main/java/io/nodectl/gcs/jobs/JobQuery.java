package io.nodectl.gcs.jobs;

import io.nodectl.messages.ray.GetAllJobInfoRequest;
import io.nodectl.messages.ray.JobTableData;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Which jobs a request asks for, by the rules of Ray 2.60.
final class JobQuery {

  /// The key in a job's metadata under which a submitted job's own id stands.
  static final String SUBMISSION = "job_submission_id";

  private JobQuery() {}

  /// Why the request makes no sense; empty if it does.
  static Optional<String> problem(GetAllJobInfoRequest request) {
    return request.hasLimit() && request.getLimit() < 0
        ? Optional.of("the limit is %d; it cannot be negative".formatted(request.getLimit()))
        : Optional.empty();
  }

  /// The jobs that it asks for; a limit of 0 asks for none.
  static List<JobTableData> chosen(GetAllJobInfoRequest request, List<JobTableData> all) {
    long limit = request.hasLimit() ? request.getLimit() : Long.MAX_VALUE;
    return all.stream()
        .filter(job -> !request.hasJobOrSubmissionId() || isCalled(job, request))
        .limit(limit)
        .toList();
  }

  /// The id under which a job was submitted, if it was.
  static Optional<String> submission(JobTableData job) {
    return Optional.ofNullable(job.getConfig().getMetadataMap().get(SUBMISSION));
  }

  private static boolean isCalled(JobTableData job, GetAllJobInfoRequest request) {
    String name = request.getJobOrSubmissionId();
    return HexFormat.of().formatHex(job.getJobId().toByteArray()).equals(name)
        || submission(job).filter(name::equals).isPresent();
  }
}
