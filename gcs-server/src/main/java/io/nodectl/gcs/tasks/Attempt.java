package io.nodectl.gcs.tasks;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskStateUpdate;
import io.nodectl.messages.ray.TaskStatus;

/// What was told of one attempt at a task: the messages one after the other, as bytes, which
/// protobuf reads as one merged message; and what has to be known without reading them.
final class Attempt {

  private ByteString messages = ByteString.EMPTY;
  private ByteString job = ByteString.EMPTY;
  private ByteString worker = ByteString.EMPTY;
  private int profileEvents;
  private boolean hasStates;
  private boolean ended;

  /// Adds what is told now.
  void add(TaskEvents told) {
    messages = ByteString.copyFrom(messages.concat(told.toByteString()).toByteArray());
    profileEvents += told.getProfileEvents().getEventsCount();
    TaskStateUpdate states = told.getStateUpdates();
    hasStates |= told.hasStateUpdates();
    ended |=
        states.containsStateTsNs(TaskStatus.FINISHED_VALUE)
            || states.containsStateTsNs(TaskStatus.FAILED_VALUE);
    job = told.getJobId().isEmpty() ? job : told.getJobId();
    worker = states.hasWorkerId() ? states.getWorkerId() : worker;
  }

  /// All that was told, as one message.
  TaskEvents merged() {
    try {
      return TaskEvents.parseFrom(messages);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what protobuf wrote it cannot read", e);
    }
  }

  int bytes() {
    return messages.size();
  }

  int profileEvents() {
    return profileEvents;
  }

  /// Whether any change of its state was told.
  boolean hasStates() {
    return hasStates;
  }

  /// Whether it has finished or failed.
  boolean hasEnded() {
    return ended;
  }

  ByteString job() {
    return job;
  }

  /// The worker that it runs on; empty if that is not known.
  ByteString worker() {
    return worker;
  }
}
