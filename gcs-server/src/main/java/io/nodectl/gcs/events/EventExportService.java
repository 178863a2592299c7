package io.nodectl.gcs.events;

import io.grpc.stub.StreamObserver;
import io.nodectl.gcs.reply.Reply;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.gcs.tasks.Tasks;
import io.nodectl.messages.ray.RayEventExportGcsServiceGrpc.RayEventExportGcsServiceImplBase;
import io.nodectl.messages.ray.TaskEventData;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.events.AddEventsReply;
import io.nodectl.messages.ray.events.AddEventsRequest;
import io.nodectl.messages.ray.events.AddEventsStatus;
import io.nodectl.messages.ray.events.RayEvent;
import java.util.List;
import java.util.Optional;

/// Takes in the events that Ray 2.60's nodes export to their GCS if they are told to: those of
/// tasks, which then are told of in no other way. Others are known here from elsewhere; they are
/// counted. (Recorded: one of them ends Ray's own server.)
public final class EventExportService extends RayEventExportGcsServiceImplBase {

  private final Tasks tasks;

  /// @param tasks collects what is told of tasks
  public EventExportService(Tasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void addEvents(AddEventsRequest request, StreamObserver<AddEventsReply> caller) {
    List<RayEvent> events = request.getEventsData().getEventsList();
    List<TaskEvents> told = events.stream().map(TaskTales::told).flatMap(Optional::stream).toList();
    TaskEventData data =
        TaskEventData.newBuilder()
            .addAllEventsByTask(told)
            .addAllDroppedTaskAttempts(
                request.getEventsData().getTaskEventsMetadata().getDroppedTaskAttemptsList())
            .build();
    Optional<String> problem = Tasks.problem(data);
    if (problem.isPresent()) {
      Reply.with(caller, reply(Statuses.INVALID, problem.get()));
      return;
    }
    tasks.exported(told.size(), events.size() - told.size());
    Reply.when(tasks.add(data).thenApply(_ -> reply(0, "")), caller);
  }

  private static AddEventsReply reply(int code, String message) {
    return AddEventsReply.newBuilder()
        .setStatus(AddEventsStatus.newBuilder().setCode(code).setMessage(message))
        .build();
  }
}
