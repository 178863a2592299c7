package io.nodectl.gcs.jobs;

import io.nodectl.messages.ray.JobTableData;

/// How the attempt to end a job went.
sealed interface JobEnd {

  /// It was running and has ended now.
  ///
  /// @param job as the table has it
  record Finished(JobTableData job) implements JobEnd {}

  /// It had ended before; the first end stands.
  record FinishedAlready() implements JobEnd {}

  /// There never was such a job, or it was forgotten.
  record Unknown() implements JobEnd {}
}
