package io.nodectl.gcs.tasks;

import io.nodectl.gcs.reply.IdKind;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.FilterPredicate;
import io.nodectl.messages.ray.GetTaskEventsReply;
import io.nodectl.messages.ray.GetTaskEventsRequest;
import io.nodectl.messages.ray.GetTaskEventsRequest.Filters;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskInfoEntry;
import io.nodectl.messages.ray.TaskStatus;
import io.nodectl.messages.ray.TaskType;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which attempts a request asks for, by the rules of Ray 2.60: all filters must hold, names and
/// states in whatever case; an attempt of which only fragments were told is left out; the latest
/// come first; what the limit cuts off is counted. A limit below 0 is none.
final class TaskQuery {

  private TaskQuery() {}

  /// Why the request makes no sense; empty if it does.
  static Optional<String> problem(GetTaskEventsRequest request) {
    Filters filters = request.getFilters();
    return Stream.of(
            filters.getJobFiltersList().stream().map(f -> IdKind.JOB.problem(f.getJobId())),
            filters.getTaskFiltersList().stream().map(f -> IdKind.TASK.problem(f.getTaskId())),
            filters.getActorFiltersList().stream().map(f -> IdKind.ACTOR.problem(f.getActorId())))
        .flatMap(problems -> problems)
        .flatMap(Optional::stream)
        .findFirst();
  }

  static GetTaskEventsReply answer(GetTaskEventsRequest request, TaskLog log) {
    long limit =
        request.hasLimit() && request.getLimit() >= 0 ? request.getLimit() : Long.MAX_VALUE;
    GetTaskEventsReply.Builder reply = GetTaskEventsReply.newBuilder().setStatus(Statuses.ok());
    long filtered = 0;
    long truncated = 0;
    long profileEvents = log.profileEventsDropped();
    long states = log.statesDropped();
    for (Attempt attempt : log.latestFirst()) {
      TaskEvents events = attempt.merged();
      if (!matches(events, request.getFilters())) {
        filtered++;
      } else if (reply.getEventsByTaskCount() < limit) {
        reply.addEventsByTask(events);
      } else {
        truncated++;
        profileEvents += attempt.profileEvents();
        states += attempt.hasStates() ? 1 : 0;
      }
    }
    return reply
        .setNumProfileTaskEventsDropped(Math.clamp(profileEvents, 0, Integer.MAX_VALUE))
        .setNumStatusTaskEventsDropped(Math.clamp(states, 0, Integer.MAX_VALUE))
        .setNumTotalStored(log.size())
        .setNumFilteredOnGcs(filtered)
        .setNumTruncated(truncated)
        .build();
  }

  /// The state of an attempt: its end if it has ended, else what was reached last.
  static TaskStatus state(TaskEvents events) {
    Map<Integer, Long> times = events.getStateUpdates().getStateTsNsMap();
    for (TaskStatus end : new TaskStatus[] {TaskStatus.FAILED, TaskStatus.FINISHED}) {
      if (times.containsKey(end.getNumber())) {
        return end;
      }
    }
    return times.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(latest -> TaskStatus.forNumber(latest.getKey()))
        .orElse(TaskStatus.NIL);
  }

  private static boolean matches(TaskEvents events, Filters filters) {
    TaskInfoEntry info = events.getTaskInfo();
    return events.hasTaskInfo()
        && !(filters.getExcludeDriver() && info.getType() == TaskType.DRIVER_TASK)
        && filters.getJobFiltersList().stream()
            .allMatch(f -> is(f.getPredicate(), f.getJobId().equals(events.getJobId())))
        && filters.getTaskFiltersList().stream()
            .allMatch(f -> is(f.getPredicate(), f.getTaskId().equals(events.getTaskId())))
        && filters.getActorFiltersList().stream()
            .allMatch(f -> is(f.getPredicate(), f.getActorId().equals(info.getActorId())))
        && filters.getTaskNameFiltersList().stream()
            .allMatch(f -> is(f.getPredicate(), f.getTaskName().equalsIgnoreCase(info.getName())))
        && filters.getStateFiltersList().stream()
            .allMatch(
                f -> is(f.getPredicate(), f.getState().equalsIgnoreCase(state(events).name())));
  }

  private static boolean is(FilterPredicate predicate, boolean equal) {
    return switch (predicate) {
      case EQUAL -> equal;
      case NOT_EQUAL -> !equal;
      case UNRECOGNIZED -> false;
    };
  }
}
