package io.nodectl.gcs.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.nodectl.gcs.jobs.TestJobs;
import io.nodectl.messages.ray.FilterPredicate;
import io.nodectl.messages.ray.GetTaskEventsReply;
import io.nodectl.messages.ray.GetTaskEventsRequest;
import io.nodectl.messages.ray.GetTaskEventsRequest.Filters;
import io.nodectl.messages.ray.GetTaskEventsRequest.Filters.StateFilter;
import io.nodectl.messages.ray.GetTaskEventsRequest.Filters.TaskNameFilter;
import io.nodectl.messages.ray.ProfileEventEntry;
import io.nodectl.messages.ray.ProfileEvents;
import io.nodectl.messages.ray.RayErrorInfo;
import io.nodectl.messages.ray.TaskAttempt;
import io.nodectl.messages.ray.TaskEventData;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskInfoEntry;
import io.nodectl.messages.ray.TaskStateUpdate;
import io.nodectl.messages.ray.TaskStatus;
import io.nodectl.messages.ray.TaskType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TaskLogTest {

  private static final Filters.Builder NONE = Filters.newBuilder();

  private final TaskLog log = new TaskLog(new TaskLog.Limits(3, 1 << 20, 1000));

  @Test
  void what_is_told_bit_by_bit_becomes_one() {
    add(described(1, "sum"));
    add(in(1, TaskStatus.RUNNING, 5));
    add(in(1, TaskStatus.FINISHED, 9));
    TaskEvents events = find(NONE, -1).getEventsByTask(0);
    assertEquals("sum", events.getTaskInfo().getName());
    assertEquals(5, events.getStateUpdates().getStateTsNsOrThrow(TaskStatus.RUNNING_VALUE));
    assertEquals(TaskStatus.FINISHED, TaskQuery.state(events));
  }

  @Test
  void the_latest_comes_first_and_what_the_limit_cuts_off_is_counted() {
    add(described(1, "a"));
    add(described(2, "b"));
    add(in(1, TaskStatus.RUNNING, 5));
    GetTaskEventsReply reply = find(NONE, 1);
    assertEquals("b", reply.getEventsByTask(0).getTaskInfo().getName());
    assertEquals(1, reply.getNumTruncated());
    assertEquals(1, reply.getNumStatusTaskEventsDropped());
    assertEquals(2, reply.getNumTotalStored());
  }

  @Test
  void filters_hold_together_in_whatever_case() {
    add(described(1, "Sum"));
    add(in(1, TaskStatus.RUNNING, 5));
    add(described(2, "sum"));
    add(in(3, TaskStatus.RUNNING, 5));
    assertEquals(
        1,
        find(
                Filters.newBuilder()
                    .addTaskNameFilters(TaskNameFilter.newBuilder().setTaskName("sUm"))
                    .addStateFilters(StateFilter.newBuilder().setState("running")),
                -1)
            .getEventsByTaskCount());
    GetTaskEventsReply others =
        find(
            Filters.newBuilder()
                .addStateFilters(
                    StateFilter.newBuilder()
                        .setPredicate(FilterPredicate.NOT_EQUAL)
                        .setState("RUNNING")),
            -1);
    assertEquals(task(2), others.getEventsByTask(0).getTaskId());
    assertEquals(2, others.getNumFilteredOnGcs());
  }

  @Test
  void drivers_are_left_out_if_asked() {
    add(
        described(1, "driver").toBuilder()
            .setTaskInfo(TaskInfoEntry.newBuilder().setType(TaskType.DRIVER_TASK))
            .build());
    assertEquals(1, find(NONE, -1).getEventsByTaskCount());
    assertEquals(0, find(Filters.newBuilder().setExcludeDriver(true), -1).getEventsByTaskCount());
  }

  @Test
  void when_there_are_too_many_the_ended_ones_go_first_and_do_not_come_back() {
    add(described(1, "runs"));
    add(in(2, TaskStatus.FINISHED, 5));
    add(described(3, "runs too"));
    add(described(4, "new"));
    assertEquals(3, log.size());
    assertTrue(log.find(new AttemptKey(task(2), 0)).isEmpty());
    add(described(2, "late"));
    assertEquals(3, log.size());
    assertEquals(1, log.statesDropped());
    add(described(5, "newer"));
    assertTrue(log.find(new AttemptKey(task(1), 0)).isEmpty());
  }

  @Test
  void one_attempt_cannot_take_all_the_room() {
    add(described(1, "talkative"));
    for (int i = 0; i < 100; i++) {
      add(profiled(1));
    }
    Attempt attempt = log.find(new AttemptKey(task(1), 0)).orElseThrow();
    assertTrue(attempt.bytes() <= 1000);
    assertEquals(100, attempt.profileEvents() + log.profileEventsDropped());
  }

  @Test
  void what_a_worker_says_it_has_dropped_is_counted_and_dropped_here_too() {
    add(described(1, "fragment"));
    log.add(
        TaskEventData.newBuilder()
            .setNumProfileEventsDropped(7)
            .addDroppedTaskAttempts(TaskAttempt.newBuilder().setTaskId(task(1)))
            .build());
    assertEquals(0, log.size());
    assertEquals(7, log.profileEventsDropped());
  }

  @Test
  void what_a_job_leaves_unfinished_has_failed() {
    add(described(1, "unfinished"));
    add(in(2, TaskStatus.FINISHED, 5));
    log.fail(
        attempt -> attempt.job().equals(TestJobs.id(1)),
        RayErrorInfo.newBuilder().setErrorMessage("over").build(),
        77);
    TaskEvents failed = log.find(new AttemptKey(task(1), 0)).orElseThrow().merged();
    assertEquals(TaskStatus.FAILED, TaskQuery.state(failed));
    assertEquals("over", failed.getStateUpdates().getErrorInfo().getErrorMessage());
    TaskEvents finished = log.find(new AttemptKey(task(2), 0)).orElseThrow().merged();
    assertEquals(TaskStatus.FINISHED, TaskQuery.state(finished));
  }

  private void add(TaskEvents events) {
    log.add(TaskEventData.newBuilder().addEventsByTask(events).build());
  }

  private GetTaskEventsReply find(Filters.Builder filters, long limit) {
    return TaskQuery.answer(
        GetTaskEventsRequest.newBuilder().setFilters(filters).setLimit(limit).build(), log);
  }

  private static TaskEvents described(int number, String name) {
    return of(number).setTaskInfo(TaskInfoEntry.newBuilder().setName(name)).build();
  }

  private static TaskEvents in(int number, TaskStatus state, long atNanos) {
    return of(number)
        .setStateUpdates(TaskStateUpdate.newBuilder().putStateTsNs(state.getNumber(), atNanos))
        .build();
  }

  private static TaskEvents profiled(int number) {
    return of(number)
        .setProfileEvents(
            ProfileEvents.newBuilder()
                .addEvents(ProfileEventEntry.newBuilder().setEventName("an event")))
        .build();
  }

  private static TaskEvents.Builder of(int number) {
    return TaskEvents.newBuilder().setTaskId(task(number)).setJobId(TestJobs.id(1));
  }

  private static ByteString task(int number) {
    byte[] bytes = new byte[24];
    Arrays.fill(bytes, (byte) number);
    return ByteString.copyFrom(bytes);
  }
}
