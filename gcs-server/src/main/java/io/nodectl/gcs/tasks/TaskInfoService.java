package io.nodectl.gcs.tasks;

import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.AddTaskEventDataReply;
import io.nodectl.messages.ray.AddTaskEventDataRequest;
import io.nodectl.messages.ray.GetTaskEventsReply;
import io.nodectl.messages.ray.GetTaskEventsRequest;
import io.nodectl.messages.ray.TaskInfoGcsServiceGrpc.TaskInfoGcsServiceImplBase;
import java.util.Optional;

/// What happens to tasks, over Ray 2.60's messages.
public final class TaskInfoService extends TaskInfoGcsServiceImplBase {

  private final Tasks tasks;

  public TaskInfoService(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void addTaskEventData(
      AddTaskEventDataRequest request, StreamObserver<AddTaskEventDataReply> caller) {
    Optional<String> problem = Tasks.problem(request.getData());
    if (problem.isPresent()) {
      Reply.with(
          caller,
          AddTaskEventDataReply.newBuilder().setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    Reply.when(
        tasks
            .add(request.getData())
            .thenApply(_ -> AddTaskEventDataReply.newBuilder().setStatus(Statuses.ok()).build()),
        caller);
  }

  @Override
  public void getTaskEvents(
      GetTaskEventsRequest request, StreamObserver<GetTaskEventsReply> caller) {
    Optional<String> problem = TaskQuery.problem(request);
    if (problem.isPresent()) {
      Reply.with(
          caller,
          GetTaskEventsReply.newBuilder().setStatus(Statuses.invalid(problem.get())).build());
      return;
    }
    Reply.when(tasks.find(request), caller);
  }
}
