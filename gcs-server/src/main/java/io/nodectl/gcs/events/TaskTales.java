package io.nodectl.gcs.events;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.nodectl.messages.ray.FunctionDescriptor;
import io.nodectl.messages.ray.PythonFunctionDescriptor;
import io.nodectl.messages.ray.RuntimeEnvInfo;
import io.nodectl.messages.ray.TaskEvents;
import io.nodectl.messages.ray.TaskInfoEntry;
import io.nodectl.messages.ray.TaskLogInfo;
import io.nodectl.messages.ray.TaskStateUpdate;
import io.nodectl.messages.ray.TaskType;
import io.nodectl.messages.ray.events.ActorTaskDefinitionEvent;
import io.nodectl.messages.ray.events.RayEvent;
import io.nodectl.messages.ray.events.TaskDefinitionEvent;
import io.nodectl.messages.ray.events.TaskLifecycleEvent;
import io.nodectl.messages.ray.events.TaskProfileEvents;
import java.util.Optional;
import java.util.function.Consumer;

/// What an exported event tells of a task, in the words in which workers tell of it themselves; by
/// the rules of Ray 2.60.
final class TaskTales {

  private static final long NANOS_PER_S = 1_000_000_000L;

  /// A task's id ends with that of its actor, 16 bytes.
  private static final int BEFORE_ACTOR = 8;

  private TaskTales() {}

  /// What an event tells of a task; empty if it is of another kind, or of no job.
  static Optional<TaskEvents> told(RayEvent event) {
    Optional<TaskEvents> told =
        switch (event.getEventType()) {
          case TASK_DEFINITION_EVENT -> Optional.of(of(event.getTaskDefinitionEvent()));
          case ACTOR_TASK_DEFINITION_EVENT -> Optional.of(of(event.getActorTaskDefinitionEvent()));
          case TASK_LIFECYCLE_EVENT -> Optional.of(of(event.getTaskLifecycleEvent()));
          case TASK_PROFILE_EVENT -> Optional.of(of(event.getTaskProfileEvents()));
          case EVENT_TYPE_UNSPECIFIED,
              DRIVER_JOB_DEFINITION_EVENT,
              DRIVER_JOB_LIFECYCLE_EVENT,
              NODE_DEFINITION_EVENT,
              NODE_LIFECYCLE_EVENT,
              ACTOR_DEFINITION_EVENT,
              ACTOR_LIFECYCLE_EVENT,
              PLACEMENT_GROUP_DEFINITION_EVENT,
              PLACEMENT_GROUP_LIFECYCLE_EVENT,
              SUBMISSION_JOB_DEFINITION_EVENT,
              SUBMISSION_JOB_LIFECYCLE_EVENT,
              PLATFORM_EVENT,
              WORKER_LIFECYCLE_EVENT,
              WORKER_DEFINITION_EVENT,
              UNRECOGNIZED ->
              Optional.empty();
        };
    return told.filter(task -> !task.getJobId().isEmpty());
  }

  private static TaskEvents of(TaskDefinitionEvent event) {
    TaskInfoEntry.Builder info =
        TaskInfoEntry.newBuilder()
            .setTypeValue(event.getTaskTypeValue())
            .setName(event.getTaskName())
            .setLanguageValue(event.getLanguageValue())
            .setFuncOrClassName(name(event.getTaskFunc()))
            .setJobId(event.getJobId())
            .setTaskId(event.getTaskId())
            .setParentTaskId(event.getParentTaskId())
            .putAllRequiredResources(event.getRequiredResourcesMap())
            .setRuntimeEnvInfo(environment(event.getSerializedRuntimeEnv()))
            .putAllLabelSelector(event.getLabelSelectorMap());
    ifGiven(event.getPlacementGroupId(), info::setPlacementGroupId);
    if (event.getTaskType() == TaskType.ACTOR_CREATION_TASK) {
      info.setActorId(actor(event.getTaskId())).setIsDetachedActor(event.getIsDetachedActor());
    }
    if (event.hasCallSite()) {
      info.setCallSite(event.getCallSite());
    }
    if (event.hasFallbackStrategy()) {
      info.setFallbackStrategy(event.getFallbackStrategy());
    }
    return of(event.getTaskId(), event.getTaskAttempt(), event.getJobId())
        .setTaskInfo(info)
        .build();
  }

  private static TaskEvents of(ActorTaskDefinitionEvent event) {
    TaskInfoEntry.Builder info =
        TaskInfoEntry.newBuilder()
            .setType(TaskType.ACTOR_TASK)
            .setName(event.getActorTaskName())
            .setLanguageValue(event.getLanguageValue())
            .setFuncOrClassName(name(event.getActorFunc()))
            .setJobId(event.getJobId())
            .setTaskId(event.getTaskId())
            .setParentTaskId(event.getParentTaskId())
            .putAllRequiredResources(event.getRequiredResourcesMap())
            .setRuntimeEnvInfo(environment(event.getSerializedRuntimeEnv()))
            .putAllLabelSelector(event.getLabelSelectorMap())
            .setIsDetachedActor(event.getIsDetachedActor());
    ifGiven(event.getActorId(), info::setActorId);
    ifGiven(event.getPlacementGroupId(), info::setPlacementGroupId);
    if (event.hasCallSite()) {
      info.setCallSite(event.getCallSite());
    }
    if (event.hasFallbackStrategy()) {
      info.setFallbackStrategy(event.getFallbackStrategy());
    }
    return of(event.getTaskId(), event.getTaskAttempt(), event.getJobId())
        .setTaskInfo(info)
        .build();
  }

  private static TaskEvents of(TaskLifecycleEvent event) {
    TaskStateUpdate.Builder states = TaskStateUpdate.newBuilder();
    for (TaskLifecycleEvent.StateTransition transition : event.getStateTransitionsList()) {
      states.putStateTsNs(transition.getStateValue(), nanos(transition.getTimestamp()));
    }
    ifGiven(event.getNodeId(), states::setNodeId);
    ifGiven(event.getWorkerId(), id -> states.setWorkerId(id).setWorkerPid(event.getWorkerPid()));
    if (event.hasRayErrorInfo()) {
      states.setErrorInfo(event.getRayErrorInfo());
    }
    if (event.hasTaskLogInfo()) {
      states.setTaskLogInfo(log(event.getTaskLogInfo()));
    }
    if (event.hasActorReprName()) {
      states.setActorReprName(event.getActorReprName());
    }
    if (event.hasIsDebuggerPaused()) {
      states.setIsDebuggerPaused(event.getIsDebuggerPaused());
    }
    return of(event.getTaskId(), event.getTaskAttempt(), event.getJobId())
        .setStateUpdates(states)
        .build();
  }

  private static TaskEvents of(TaskProfileEvents event) {
    return of(event.getTaskId(), event.getAttemptNumber(), event.getJobId())
        .setProfileEvents(event.getProfileEvents())
        .build();
  }

  private static TaskEvents.Builder of(ByteString task, int attempt, ByteString job) {
    return TaskEvents.newBuilder().setTaskId(task).setAttemptNumber(attempt).setJobId(job);
  }

  private static String name(FunctionDescriptor function) {
    return switch (function.getFunctionDescriptorCase()) {
      case JAVA_FUNCTION_DESCRIPTOR ->
          function.getJavaFunctionDescriptor().getClassName()
              + "."
              + function.getJavaFunctionDescriptor().getFunctionName();
      case PYTHON_FUNCTION_DESCRIPTOR -> name(function.getPythonFunctionDescriptor());
      case CPP_FUNCTION_DESCRIPTOR -> function.getCppFunctionDescriptor().getFunctionName();
      case FUNCTIONDESCRIPTOR_NOT_SET -> "";
    };
  }

  private static String name(PythonFunctionDescriptor function) {
    return function.getClassName().isEmpty()
        ? function.getFunctionName()
        : function.getClassName() + "." + function.getFunctionName();
  }

  private static RuntimeEnvInfo environment(String serialized) {
    return RuntimeEnvInfo.newBuilder().setSerializedRuntimeEnv(serialized).build();
  }

  /// The same fields under the same numbers.
  private static TaskLogInfo log(TaskLifecycleEvent.TaskLogInfo event) {
    try {
      return TaskLogInfo.parseFrom(event.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("what protobuf wrote it cannot read", e);
    }
  }

  /// No id is none: an empty one is of a wrong length.
  private static void ifGiven(ByteString id, Consumer<ByteString> what) {
    if (!id.isEmpty()) {
      what.accept(id);
    }
  }

  /// The actor that a task makes.
  private static ByteString actor(ByteString task) {
    return task.size() > BEFORE_ACTOR ? task.substring(BEFORE_ACTOR) : ByteString.EMPTY;
  }

  /// Since the epoch.
  private static long nanos(Timestamp time) {
    return time.getSeconds() * NANOS_PER_S + time.getNanos();
  }
}
