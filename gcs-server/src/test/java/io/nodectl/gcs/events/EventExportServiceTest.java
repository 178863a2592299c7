package io.nodectl.gcs.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.nodectl.gcs.LoopbackGcs;
import io.nodectl.gcs.reply.Statuses;
import io.nodectl.messages.ray.FunctionDescriptor;
import io.nodectl.messages.ray.GetTaskEventsReply;
import io.nodectl.messages.ray.GetTaskEventsRequest;
import io.nodectl.messages.ray.Language;
import io.nodectl.messages.ray.ProfileEvents;
import io.nodectl.messages.ray.PythonFunctionDescriptor;
import io.nodectl.messages.ray.RayEventExportGcsServiceGrpc;
import io.nodectl.messages.ray.TaskAttempt;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskInfoEntry;
import io.nodectl.messages.ray.TaskInfoGcsServiceGrpc;
import io.nodectl.messages.ray.TaskStatus;
import io.nodectl.messages.ray.TaskType;
import io.nodectl.messages.ray.events.ActorTaskDefinitionEvent;
import io.nodectl.messages.ray.events.AddEventsRequest;
import io.nodectl.messages.ray.events.DriverJobDefinitionEvent;
import io.nodectl.messages.ray.events.RayEvent;
import io.nodectl.messages.ray.events.RayEvent.EventType;
import io.nodectl.messages.ray.events.RayEventsData;
import io.nodectl.messages.ray.events.TaskDefinitionEvent;
import io.nodectl.messages.ray.events.TaskEventsMetadata;
import io.nodectl.messages.ray.events.TaskLifecycleEvent;
import io.nodectl.messages.ray.events.TaskProfileEvents;
import io.nodectl.rpc.BindFailed;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventExportServiceTest {

  private static final ByteString TASK = ByteString.copyFromUtf8("12345678abcdefghijklmnop");
  private static final ByteString JOB = ByteString.copyFrom(new byte[] {1, 0, 0, 0});

  private LoopbackGcs gcs;

  @BeforeEach
  void start() throws BindFailed {
    gcs = LoopbackGcs.start();
  }

  @AfterEach
  void stop() {
    gcs.close();
  }

  @Test
  void what_nodes_export_of_a_task_is_what_its_worker_would_have_told() {
    assertEquals(0, add(definition(), lifecycle(), profile()));
    TaskEvents task = tasks().getEventsByTask(0);
    TaskInfoEntry info = task.getTaskInfo();
    assertEquals("make", info.getName());
    assertEquals("Maker.make", info.getFuncOrClassName());
    assertEquals("abcdefghijklmnop", info.getActorId().toStringUtf8());
    assertEquals("{}", info.getRuntimeEnvInfo().getSerializedRuntimeEnv());
    assertEquals(true, info.getIsDetachedActor());
    assertFalse(info.hasPlacementGroupId());
    assertEquals(
        10_000_000_005L, task.getStateUpdates().getStateTsNsOrThrow(TaskStatus.RUNNING_VALUE));
    assertEquals(77, task.getStateUpdates().getWorkerPid());
    assertEquals("out", task.getStateUpdates().getTaskLogInfo().getStdoutFile());
    assertEquals("worker", task.getProfileEvents().getComponentType());
  }

  @Test
  void a_task_of_an_actor_is_one() {
    assertEquals(
        0,
        add(
            RayEvent.newBuilder()
                .setEventType(EventType.ACTOR_TASK_DEFINITION_EVENT)
                .setActorTaskDefinitionEvent(
                    ActorTaskDefinitionEvent.newBuilder()
                        .setTaskId(TASK)
                        .setJobId(JOB)
                        .setActorId(TASK.substring(8))
                        .setActorTaskName("A.run"))
                .build()));
    TaskInfoEntry info = tasks().getEventsByTask(0).getTaskInfo();
    assertEquals(TaskType.ACTOR_TASK, info.getType());
    assertEquals(TASK.substring(8), info.getActorId());
  }

  @Test
  void dropped_attempts_are_counted_and_their_tasks_are_gone() {
    assertEquals(0, add(definition(), lifecycle()));
    RayEventsData dropped =
        RayEventsData.newBuilder()
            .setTaskEventsMetadata(
                TaskEventsMetadata.newBuilder()
                    .addDroppedTaskAttempts(TaskAttempt.newBuilder().setTaskId(TASK)))
            .build();
    assertEquals(0, add(dropped));
    assertEquals(0, tasks().getEventsByTaskCount());
    assertEquals(1, tasks().getNumStatusTaskEventsDropped());
  }

  @Test
  void events_of_other_kinds_or_of_no_job_are_taken_and_wrong_ids_are_refused() {
    RayEvent ofJob =
        RayEvent.newBuilder()
            .setEventType(EventType.DRIVER_JOB_DEFINITION_EVENT)
            .setDriverJobDefinitionEvent(DriverJobDefinitionEvent.newBuilder().setJobId(JOB))
            .build();
    RayEvent ofNoJob =
        lifecycle().toBuilder().setTaskLifecycleEvent(TaskLifecycleEvent.newBuilder()).build();
    assertEquals(0, add(ofJob, ofNoJob, RayEvent.getDefaultInstance()));
    RayEvent wrong =
        lifecycle().toBuilder()
            .setTaskLifecycleEvent(
                TaskLifecycleEvent.newBuilder().setJobId(JOB).setTaskId(TASK.substring(1)))
            .build();
    assertEquals(Statuses.INVALID, add(definition(), wrong));
    assertEquals(0, tasks().getEventsByTaskCount());
  }

  private int add(RayEvent... events) {
    return add(RayEventsData.newBuilder().addAllEvents(Arrays.asList(events)).build());
  }

  private int add(RayEventsData data) {
    return RayEventExportGcsServiceGrpc.newBlockingStub(gcs.channel())
        .addEvents(AddEventsRequest.newBuilder().setEventsData(data).build())
        .getStatus()
        .getCode();
  }

  private GetTaskEventsReply tasks() {
    return TaskInfoGcsServiceGrpc.newBlockingStub(gcs.channel())
        .getTaskEvents(GetTaskEventsRequest.getDefaultInstance());
  }

  private static RayEvent definition() {
    return RayEvent.newBuilder()
        .setEventType(EventType.TASK_DEFINITION_EVENT)
        .setTaskDefinitionEvent(
            TaskDefinitionEvent.newBuilder()
                .setTaskId(TASK)
                .setJobId(JOB)
                .setTaskType(TaskType.ACTOR_CREATION_TASK)
                .setLanguage(Language.PYTHON)
                .setTaskName("make")
                .setSerializedRuntimeEnv("{}")
                .setIsDetachedActor(true)
                .setTaskFunc(
                    FunctionDescriptor.newBuilder()
                        .setPythonFunctionDescriptor(
                            PythonFunctionDescriptor.newBuilder()
                                .setModuleName("module")
                                .setClassName("Maker")
                                .setFunctionName("make"))))
        .build();
  }

  private static RayEvent lifecycle() {
    return RayEvent.newBuilder()
        .setEventType(EventType.TASK_LIFECYCLE_EVENT)
        .setTaskLifecycleEvent(
            TaskLifecycleEvent.newBuilder()
                .setTaskId(TASK)
                .setJobId(JOB)
                .setWorkerId(ByteString.copyFrom(new byte[28]))
                .setWorkerPid(77)
                .setTaskLogInfo(TaskLifecycleEvent.TaskLogInfo.newBuilder().setStdoutFile("out"))
                .addAllStateTransitions(
                    List.of(
                        TaskLifecycleEvent.StateTransition.newBuilder()
                            .setState(TaskStatus.RUNNING)
                            .setTimestamp(Timestamp.newBuilder().setSeconds(10).setNanos(5))
                            .build())))
        .build();
  }

  private static RayEvent profile() {
    return RayEvent.newBuilder()
        .setEventType(EventType.TASK_PROFILE_EVENT)
        .setTaskProfileEvents(
            TaskProfileEvents.newBuilder()
                .setTaskId(TASK)
                .setJobId(JOB)
                .setProfileEvents(ProfileEvents.newBuilder().setComponentType("worker")))
        .build();
  }
}
