package io.nodectl.gcs.jobs;

import io.nodectl.messages.ray.JobTableData;

/// How the attempt to add a job went.
sealed interface JobStart {

  /// It is in the table, running.
  ///
  /// @param job as the table has it
  record Started(JobTableData job) implements JobStart {}

  /// It runs already: somebody repeats himself, perhaps because the first answer was lost.
  record RunsAlready() implements JobStart {}

  /// A job of that id has ended; ids never come back.
  record EndedAlready() implements JobStart {}
}
