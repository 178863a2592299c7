package io.nodectl.gcs.tasks;

import com.google.protobuf.ByteString;
import io.nodectl.messages.ray.TaskAttempt;
import io.nodectl.messages.ray.TaskEvents;

/// One attempt at a task.
record AttemptKey(ByteString task, int attempt) {

  static AttemptKey of(TaskEvents events) {
    return new AttemptKey(events.getTaskId(), events.getAttemptNumber());
  }

  static AttemptKey of(TaskAttempt attempt) {
    return new AttemptKey(attempt.getTaskId(), attempt.getAttemptNumber());
  }
}
