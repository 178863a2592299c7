package io.nodectl.gcs.jobs;

import io.nodectl.messages.ray.JobTableData;

/// Who wants to know of jobs that come and end. Called on the store's thread once that is kept;
/// must not block.
public interface JobListener {

  /// A job's driver has come.
  void started(JobTableData job);

  /// A job has ended; told once.
  void finished(JobTableData job);
}
